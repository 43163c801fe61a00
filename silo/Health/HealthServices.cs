using CreditGate.Actors.Ledger;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Health;

internal static class HealthServices
{
    public static IServiceCollection AddPartsWatch(this IServiceCollection services) => services
        .AddSingleton(static provider => new DiskSpace(provider.GetRequiredService<DataDirectory>().Root))
        .AddSingleton(static provider => new PartsWatch(
            provider.GetRequiredService<ReceiptSpool>(),
            provider.GetRequiredService<DataDirectory>(),
            provider.GetRequiredService<DiskSpace>(),
            provider.GetRequiredService<LedgerPulse>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PartsWatch>>()))
        .AddHostedService(static provider => provider.GetRequiredService<PartsWatch>());
}
