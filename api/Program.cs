using CreditGate.Api.Hosting;

return await CreditGateApp.Run(args);
