using System.Text;
using CreditGate.Actors.Ledger;
using CreditGate.Silo.Tests.Receipts;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes to receipts.</summary>
public abstract class ReceiptLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private IReceiptLedger Receipts => ledger.Receipts;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task AddReceipts_KeepsThemAsTheyAre_AndLeavesThoseAloneThatAreThere()
    {
        var receipts = Spooled(5);
        await Receipts.AddReceipts(receipts[..3]);

        await Receipts.AddReceipts([receipts[2] with { Outcome = "Altered" }, .. receipts[2..]]);

        Assert.Equal(5, ledger.Scalar("SELECT COUNT(*) FROM receipt"));
        foreach (var receipt in receipts)
        {
            Assert.Equivalent(receipt, await Receipts.FindReceipt(receipt.Id, Cancellation), strict: true);
        }

        Assert.Null(await Receipts.FindReceipt(Guid.CreateVersion7(Sample.Instant), Cancellation));
    }

    [Fact]
    public async Task AddReceipts_AddsNone_WhenASequenceBelongsToAnotherReceipt()
    {
        var receipts = Spooled(2);
        await Receipts.AddReceipts(receipts);
        var intruder = receipts[1] with { Id = Guid.CreateVersion7(Sample.Instant) };

        await Assert.ThrowsAnyAsync<Exception>(() => Receipts.AddReceipts([intruder]));

        Assert.Null(await Receipts.FindReceipt(intruder.Id, Cancellation));
        Assert.Equal(2, ledger.Scalar("SELECT COUNT(*) FROM receipt"));
    }

    [Fact]
    public async Task FindReceipt_IsTheFirstOfItsRequestSinceAnInstant()
    {
        var (old, first, second) = (SampleReceipt.Of("r-1", Sample.Instant.AddDays(-40)), SampleReceipt.Of("r-1"), SampleReceipt.Of("r-1", Sample.Instant.AddHours(1)));
        await Receipts.AddReceipts([.. InSegment([old, second, first])]);

        Assert.Equal(first.Id, (await Receipts.FindReceipt(first.Credential, "r-1", Sample.Instant, Cancellation))?.Id);
        Assert.Equal(old.Id, (await Receipts.FindReceipt(first.Credential, "r-1", old.At, Cancellation))?.Id);
        Assert.Equal(second.Id, (await Receipts.FindReceipt(first.Credential, "r-1", Sample.Instant.AddTicks(1), Cancellation))?.Id);
        Assert.Null(await Receipts.FindReceipt(first.Credential, "r-1", second.At.AddTicks(1), Cancellation));
        Assert.Null(await Receipts.FindReceipt("other", "r-1", old.At, Cancellation));
    }

    [Fact]
    public async Task AddReceipts_LosesNone_WhenSpoolsOfManyNodesShipAtOnce()
    {
        var spools = Enumerable.Range(0, 4).Select(_ => Spooled(300)).ToArray();

        await Task.WhenAll(spools.Select(spool => Task.Run(
            async () =>
            {
                foreach (var part in spool.Chunk(100))
                {
                    await Receipts.AddReceipts(part);
                }
            },
            Cancellation)));

        Assert.Equal(1_200, ledger.Scalar("SELECT COUNT(*) FROM receipt"));
    }

    [Fact]
    public async Task OfSubject_GivesItsReceiptsInTheOrderOfTheirAnswers_PageByPage()
    {
        var subject = Sample.Subject().Value;
        StoredReceipt[] mine = [.. ((int[])[1, 40, 3]).Select(days => SampleReceipt.Of(at: Sample.Instant.AddDays(days)) with { Subject = subject })];
        await Receipts.AddReceipts([.. InSegment([mine[0], SampleReceipt.Of(at: Sample.Instant.AddDays(2)), mine[1], mine[2]])]);

        var first = await Receipts.OfSubject(subject, Guid.Empty, 2, Cancellation);
        var rest = await Receipts.OfSubject(subject, first[^1].Id, 2, Cancellation);

        Assert.Equal([mine[0].Id, mine[2].Id], first.Select(static receipt => receipt.Id));
        Assert.Equal([mine[1].Id], rest.Select(static receipt => receipt.Id));
    }

    [Fact]
    public async Task OfSubject_FindsThem_HoweverFarApartTheyLieInTheSegmentsOfTheirNodes()
    {
        var subject = Sample.Subject().Value;
        long[] sequences = [1, 4_095, 4_096, 4_097, 70_000];
        StoredReceipt[] mine = [.. sequences.Select((_, day) => SampleReceipt.Of(at: Sample.Instant.AddDays(day)) with { Subject = subject })];
        await Receipts.AddReceipts([.. InSegment(mine).Zip(sequences, static (receipt, sequence) => receipt with { Sequence = sequence })]);
        var other = InSegment([SampleReceipt.Of(at: Sample.Instant.AddDays(9)) with { Subject = subject }]).Single();
        await Receipts.AddReceipts([other]);

        var found = await Receipts.OfSubject(subject, Guid.Empty, 10, Cancellation);

        Assert.Equal([.. mine.Select(static receipt => receipt.Id), other.Id], found.Select(static receipt => receipt.Id));
    }

    [Fact]
    public async Task AddReceipts_KeepsPayloadsPacked_AndGivesThemBackAsTheyWere()
    {
        var payload = Encoding.UTF8.GetBytes($$"""{"outcome":"Proceed","note":"{{string.Join(' ', Enumerable.Range(0, 400))}}"}""");
        StoredReceipt[] receipts = [.. Spooled(2).Select(receipt => receipt with { Payload = payload })];

        await Receipts.AddReceipts(receipts);

        Assert.InRange(ledger.Scalar("SELECT MAX(length(payload)) FROM receipt"), 1, payload.Length / 2);
        Assert.Equal(payload, (await Receipts.FindReceipt(receipts[0].Id, Cancellation))?.Payload);
        Assert.All(await Receipts.OfSubject(receipts[0].Subject, Guid.Empty, 10, Cancellation), found => Assert.Equal(payload, found.Payload));
    }

    private static StoredReceipt[] Spooled(int count) => [.. InSegment(SampleReceipt.Many(count))];

    /// <summary>As a spool of its own hands them on.</summary>
    private static IEnumerable<StoredReceipt> InSegment(IEnumerable<StoredReceipt> receipts)
    {
        var segment = $"示例-{Guid.NewGuid():N}";
        return receipts.Select((receipt, index) => receipt with { Segment = segment, Sequence = index + 1, Salt = [1], Commitment = [2], Chain = [3] });
    }
}
