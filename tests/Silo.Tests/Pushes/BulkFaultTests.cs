using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Xunit;
using static CreditGate.Silo.Tests.Pushes.PushingSilo;

namespace CreditGate.Silo.Tests.Pushes;

public sealed class BulkFaultTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private PushingSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await Start(_directory.Root);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public async Task Run_CountsEachRowOnce_WhenACommitsOutcomeIsUnknown(int chunk, bool committed)
    {
        await _silo.Records(Company(1));
        await _silo.Records(Company(1_001));
        FailOnce(chunk, async real =>
        {
            if (committed)
            {
                await real();
            }

            throw new CommitOutcomeUnknownException("示例", new IOException());
        });

        var end = await _silo.Push(Companies(3_000));

        Assert.Equal((PushState.Completed, 3_000, 3_000), (end.State, end.Rows, end.Created));
        Assert.Equal((3_000, 3_000), (_silo.Count("SELECT COUNT(*) FROM event"), _silo.Count("SELECT COUNT(*) FROM record")));
        Assert.Single(await _silo.Records(Company(1)));
        Assert.Single(await _silo.Records(Company(1_001)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Run_GoesOnFromItsLastStep_WhenTheLedgerWasUnavailable(int chunk)
    {
        FailOnce(chunk, static _ => throw new LedgerUnavailableException("示例", new IOException()));

        var end = await _silo.Push(Companies(3_000));

        Assert.Equal((PushState.Completed, 3_000, 3_000), (end.State, end.Rows, end.Created));
        Assert.Contains(_silo.Silo.Log.Entries, static entry => entry.Event == 1303);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Run_JudgesAgain_WhenASubjectWasChangedInBetween(int chunk)
    {
        var company = Key(Company(chunk == 1 ? 5 : 1_005));
        FailOnce(chunk, async real =>
        {
            await _silo.Silo.Push(company, Rows.Permit(1));
            return await real();
        });

        var end = await _silo.Push(Companies(3_000));

        Assert.Equal((PushState.Completed, 3_000), (end.State, end.Created));
        Assert.Equal(2, (await _silo.Records(company.Value)).Length);
        Assert.Equal((long[])[1, 2], await _silo.Silo.History(company));
    }

    [Fact]
    public async Task Run_GoesThroughTheGrain_WhenASubjectChangesAgainAndAgain()
    {
        var (company, revision) = (Key(Company(5)), 0);
        _silo.Silo.Ledger.AppendingMany = async (_, real) =>
        {
            if (revision < 6)
            {
                await _silo.Silo.Push(company, Rows.Registration(++revision, $"示例企业{revision}"));
            }

            return await real();
        };

        var end = await _silo.Push([.. Companies(50), Penalty(Company(5), "又一号")]);

        Assert.Equal((PushState.Completed, 51), (end.State, end.Created));
        Assert.Equal(["又一号", "示例登记", "示罚5号"], (await _silo.Records(company.Value)).Select(static record => record.Number).Order(StringComparer.Ordinal));
        Assert.Equal(52, _silo.Count("SELECT COUNT(*) FROM record"));
    }

    [Fact]
    public async Task Run_KeepsOrder_WhenRowsOfOneSubjectAreInManyChunks()
    {
        RecordRow[] rows = [.. Enumerable.Range(1, 2_500).SelectMany(static serial => (RecordRow[])[Penalty(Company(serial), $"示罚{serial}号"), Penalty(Company(1), "多次", fine: serial)])];

        var end = await _silo.Push(rows);

        Assert.Equal((2_501, 2_499), (end.Created, end.Revised));
        Assert.Contains(await _silo.Records(Company(1)), static record => record is PenaltyRecord { Number: "多次", Fine10kCny: 2_500 });
    }

    [Fact]
    public async Task Run_UsesTheSnapshot_WhenTheHistoryIsLong()
    {
        for (var push = 0; push < 3; push++)
        {
            await _silo.Push(Enumerable.Range(1, 150).Select(fine => Penalty(Company(1), "多次", fine: (push * 1_000) + fine)), job => job with { AsOf = AsOf.AddDays(push) });
        }

        Assert.Equal(2_150, Assert.IsType<PenaltyRecord>(Assert.Single(await _silo.Records(Company(1)))).Fine10kCny);
        Assert.Equal(450, (await _silo.Silo.History(Key(Company(1)))).Length);
    }

    private void FailOnce(int chunk, Func<Func<Task<BulkOutcome>>, Task<BulkOutcome>> way)
    {
        var isPast = false;
        _silo.Silo.Ledger.AppendingMany = (step, real) =>
        {
            // The step after Running is that of the first chunk.
            if (isPast || step?.After.Step != 1 + chunk)
            {
                return real();
            }

            isPast = true;
            return way(real);
        };
    }

    private static RecordRow[] Companies(int count) => [.. Enumerable.Range(1, count).Select(static serial => Penalty(Company(serial), $"示罚{serial}号"))];
}
