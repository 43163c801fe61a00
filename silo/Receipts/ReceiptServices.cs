using CreditGate.Actors.Ledger;
using CreditGate.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CreditGate.Silo.Receipts;

internal static class ReceiptServices
{
    /// <summary>The spool in the data directory's file, and the shipper that empties it into the ledger.</summary>
    public static IServiceCollection AddReceiptSpool(this IServiceCollection services, DataDirectory directory) => services
        .AddSingleton(_ => ReceiptSpool.Open(directory.SpoolPath))
        .AddSingleton<IReceiptSpool>(provider => provider.GetRequiredService<ReceiptSpool>())
        .AddSingleton<ReceiptShipper>()
        .AddHostedService(provider => provider.GetRequiredService<ReceiptShipper>());
}
