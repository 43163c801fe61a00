using System.Diagnostics.Metrics;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Silo.Health.Clocks;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Receipts;
using CreditGate.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Health;

internal static class HealthServices
{
    public static IServiceCollection AddPartsWatch(this IServiceCollection services) => services
        .AddSingleton(static provider => new DiskSpace(provider.GetRequiredService<DataDirectory>().Root))
        .AddSingleton(static provider => new ClockWatch(
            provider.GetRequiredService<PlatformClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<ILogger<ClockWatch>>(),
            provider.GetService<PostgresLedger>() is { } ledger ? new PostgresClock(ledger, provider.GetRequiredService<PlatformClock>()) : null))
        .AddHostedService(static provider => provider.GetRequiredService<ClockWatch>())
        .AddSingleton(static provider => new PartsWatch(
            provider.GetRequiredService<ReceiptSpool>(),
            provider.GetRequiredService<DataDirectory>(),
            provider.GetRequiredService<DiskSpace>(),
            provider.GetRequiredService<LedgerPulse>(),
            provider.GetRequiredService<ClockWatch>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PartsWatch>>())
        {
            Storage = provider.GetService<StorageSource>() is { } storage ? storage.IsReadable : null,
        })
        .AddHostedService(static provider => provider.GetRequiredService<PartsWatch>());
}
