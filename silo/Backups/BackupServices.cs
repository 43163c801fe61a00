using CreditGate.Domain;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Backups;

/// <summary>Where backups go.</summary>
/// <param name="Path">Null for "backups" in the data directory, which guards against mistakes but not against the loss of the disk.</param>
public sealed record BackupDirectory(string? Path)
{
    internal string In(DataDirectory directory) => System.IO.Path.GetFullPath(Path ?? System.IO.Path.Combine(directory.Root, "backups"));
}

internal static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services.TryAddSingleton(new BackupDirectory(null));
        return services.AddSingleton(static provider => new BackupMaker(
            provider.GetRequiredService<BackupDirectory>(),
            provider.GetRequiredService<ReceiptSpool>(),
            provider.GetRequiredService<DataDirectory>(),
            provider.GetRequiredService<PlatformClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BackupMaker>>())
        {
            IsLedgerElsewhere = provider.GetService<PostgresAddress>() is not null,
        });
    }
}
