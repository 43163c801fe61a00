using CreditGate.Silo.Ledger.Sqlite;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class SqliteSourceLedgerTests : IDisposable
{
    private readonly LedgerFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SqliteSourceLedger Sources => new(_file.Ledger);

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Sources_KeepsTheNewestInstant_WhenAnOlderOneComesLate()
    {
        await Sources.SourceSeen("XN1000001", Sample.Instant);
        await Sources.SourceSeen("XN1000001", Sample.Instant.AddTicks(1));
        await Sources.SourceSeen("XN1000001", Sample.Instant.AddDays(-1));
        await Sources.SourceSeen("XN1000002", Sample.Instant.ToOffset(TimeSpan.FromHours(8)));

        var sources = await Sources.Sources(Cancellation);

        Assert.Equal(2, sources.Count);
        Assert.Equal(Sample.Instant.AddTicks(1), sources["XN1000001"]);
        Assert.Equal(Sample.Instant, sources["XN1000002"]);
    }
}
