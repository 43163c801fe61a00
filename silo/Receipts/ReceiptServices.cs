using CreditGate.Actors.Ledger;
using CreditGate.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CreditGate.Silo.Receipts;

internal static class ReceiptServices
{
    /// <summary>The spool in the data directory's file, and the shipper that empties it into the ledger.</summary>
    public static IServiceCollection AddReceiptSpool(this IServiceCollection services) => services
        .AddSingleton(static provider => ReceiptSpool.Open(provider.GetRequiredService<DataDirectory>().SpoolPath))
        .AddSingleton<IReceiptSpool>(provider => provider.GetRequiredService<ReceiptSpool>())
        .AddSingleton<ReceiptShipper>()
        .AddHostedService(provider => provider.GetRequiredService<ReceiptShipper>());
}
