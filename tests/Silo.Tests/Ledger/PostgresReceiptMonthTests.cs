using CreditGate.Actors.Ledger;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Receipts;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class PostgresReceiptMonthTests(SharedPostgres postgres) : IDisposable
{
    private static readonly DateTimeOffset May = new(2026, 5, 4, 0, 0, 0, TimeSpan.Zero);

    private readonly LedgerDatabase _database = new(postgres);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task AddReceipts_FillsTheTableOfTheMonth_AndMakesTheNextOneAhead()
    {
        await _database.Receipts.AddReceipts([Receipt(1, Sample.Instant)]);

        Assert.Equal((1, 0, 0), (Count("receipt_2026_03"), Count("receipt_2026_04"), Count("receipt_rest")));
    }

    [Fact]
    public async Task AddReceipts_MakesAMonthOnce_WhenNodesRace()
    {
        using var other = new LedgerDatabase(_database.ConnectionString);

        await Task.WhenAll(_database.Receipts.AddReceipts([Receipt(1, May)]), other.Receipts.AddReceipts([Receipt(1, May)]));

        Assert.Equal(2, Count("receipt_2026_05"));
    }

    [Fact]
    public async Task AddReceipts_TakesThemAllTheSame_WhenTheirMonthCannotBeMade()
    {
        using var log = new WarningLog();
        var receipts = new PostgresReceiptLedger(_database.Ledger, new ReceiptMonths(_database.Ledger, new LoggerFactory([log]).CreateLogger<ReceiptMonths>()));
        await receipts.AddReceipts([Receipt(1, Sample.Instant) with { Id = Guid.CreateVersion7(May) }]);
        var late = Receipt(1, May);

        await receipts.AddReceipts([late]);

        Assert.Equal(2, Count("receipt_rest"));
        Assert.Equal(2301, Assert.Single(log.Entries).Event);
        Assert.NotNull(await receipts.FindReceipt(late.Id, TestContext.Current.CancellationToken));
        Assert.Equal(1, _database.Scalar("SELECT COUNT(*) FROM pg_class WHERE relname = 'receipt_2026_06'"));
    }

    private long Count(string table) => _database.Scalar($"SELECT COUNT(*) FROM {table}");

    private static StoredReceipt Receipt(long sequence, DateTimeOffset at) =>
        SampleReceipt.Of(at: at) with { Segment = $"示例-{Guid.NewGuid():N}", Sequence = sequence, Salt = [1], Commitment = [2], Chain = [3] };
}
