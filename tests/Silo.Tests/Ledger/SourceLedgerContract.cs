using CreditGate.Actors.Ledger;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger of sources owes its callers.</summary>
public abstract class SourceLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ISourceLedger Sources => ledger.Sources;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

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
