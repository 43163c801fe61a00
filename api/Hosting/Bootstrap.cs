using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Demo;
using CreditGate.Api.Telemetry;

namespace CreditGate.Api.Hosting;

/// <summary>What must be there before the first request: the operator's key, and the demo when it was asked for.</summary>
internal sealed class Bootstrap(OperatorKey operatorKey, IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ApiMeter.Begin();
        AdmissionMeter.Begin();
        await operatorKey.Ensure();
        if (services.GetService<DemoFill>() is { } demo)
        {
            await demo.Run(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
