using CreditGate.Actors.Ledger;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Receipts;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Receipts;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CreditGate.Silo.Tests.Hosting;

public sealed class DataServicesTests
{
    [Fact]
    public async Task AddSqliteLedger_GivesALedgerThatReceiptsReach_WhenHosted()
    {
        using var parent = new TemporaryDirectory();
        using var directory = DataDirectory.Open(parent.Root);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(directory).AddSqliteLedger().AddReceiptSpool();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        await host.Services.GetRequiredService<ISubjectLedger>().Append(Sample.Append(Sample.Subject(), 0, "1"));
        var receipt = await host.Services.GetRequiredService<IReceiptSpool>().Append(SampleReceipt.Of());
        var spool = host.Services.GetRequiredService<ReceiptSpool>();
        await Eventually.Holds("the receipt is shipped", () => spool.Depth == 0);

        Assert.NotNull(await host.Services.GetRequiredService<IReceiptLedger>().FindReceipt(receipt.Id, TestContext.Current.CancellationToken));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
