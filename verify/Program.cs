using CreditGate.Verify;

return VerifyProgram.Run(args, Console.Out, Console.Error);
