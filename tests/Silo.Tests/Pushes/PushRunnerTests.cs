using CreditGate.Actors.Pushes;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Xunit;
using static CreditGate.Silo.Tests.Pushes.PushingSilo;

namespace CreditGate.Silo.Tests.Pushes;

public sealed class PushRunnerTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private PushingSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await Start(_directory.Root);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Run_TakesEveryGoodRowAndTellsEveryFault_WhenSomeRowsAreWrong()
    {
        RecordRow[] rows =
        [
            .. Enumerable.Range(1, 4_500).Select(static serial => Penalty(Company(serial), $"示罚{serial}号")),
            Penalty("XN0000000000000000", "示罚坏号"),
            Penalty(Company(1), "示罚1号", fine: 2),
            Penalty(Company(2), "示罚2号"),
        ];

        var end = await _silo.Push(rows, extraLine: "{");

        Assert.Equal(PushState.Completed, end.State);
        Assert.Equal((4_504, 4_500, 1, 1, 2), (end.Rows, end.Created, end.Revised, end.Unchanged, end.Rejected));
        Assert.Equal(4_500, _silo.Count("SELECT COUNT(*) FROM record"));
        var rejected = await _silo.Lines(PushLineKind.Rejected);
        Assert.Equal([4_501, 4_504], rejected.Select(static line => line.Line));
        Assert.Equal("subject.uscc", LineFaults.Read(rejected[0].Kept)[0].Field);
        Assert.Equal("not-json", LineFaults.Read(rejected[1].Kept)[0].Fault.Code);
    }

    [Fact]
    public async Task Run_ChangesNothing_WhenTheSameFileComesAgain()
    {
        var rows = Enumerable.Range(1, 3_000).Select(static serial => Penalty(Company(serial), $"示罚{serial}号")).ToArray();
        await _silo.Push(rows);
        var records = _silo.Count("SELECT SUM(LENGTH(payload)) FROM record");
        var feed = _silo.Count("SELECT COUNT(*) FROM change");

        var again = await _silo.Push(rows);

        Assert.Equal((3_000, 0), (again.Unchanged, again.Created + again.Revised + again.Rejected));
        Assert.Equal((records, feed), (_silo.Count("SELECT SUM(LENGTH(payload)) FROM record"), _silo.Count("SELECT COUNT(*) FROM change")));
        Assert.Equal(3_000, _silo.Count("SELECT COUNT(*) FROM event"));
    }

    [Fact]
    public async Task Run_IsSeenByTheNextCheck_WhenTheSubjectIsActive()
    {
        Assert.Empty(await _silo.Records(Company(7)));

        await _silo.Push([Penalty(Company(7), "示罚7号")]);

        Assert.IsType<PenaltyRecord>(Assert.Single(await _silo.Records(Company(7))));
    }

    [Fact]
    public async Task Run_WritesNothing_WhenOneRowOfAnAtomicFileIsRejected()
    {
        var end = await _silo.Push([Penalty(Company(1), "示罚1号"), Penalty("坏", "示罚2号"), Penalty(Company(3), "示罚3号")], static job => job with { Atomic = true });

        Assert.Equal((PushState.Failed, "rows-rejected"), (end.State, end.Fault?.Code));
        Assert.Equal((1, 0), (end.Rejected, end.Created));
        Assert.Equal(0, _silo.Count("SELECT COUNT(*) FROM event"));
        Assert.Equal([2], (await _silo.Lines(PushLineKind.Rejected)).Select(static line => line.Line));
    }

    [Fact]
    public async Task Run_WritesAll_WhenAnAtomicFileIsWhole()
    {
        var end = await _silo.Push([Penalty(Company(1), "示罚1号"), Penalty(Company(3), "示罚3号")], static job => job with { Atomic = true });

        Assert.Equal((PushState.Completed, 2), (end.State, end.Created));
    }

    [Theory]
    [InlineData("2026-11-11", false)]     // the seventh working day after it is the day of acceptance, the 20th
    [InlineData("2026-11-10", true)]
    public async Task Run_ReportsLateness_WhenSevenWorkingDaysArePast(string decidedOn, bool isLate)
    {
        var end = await _silo.Push([Penalty(Company(1), "示罚1号", decidedOn: decidedOn)]);

        Assert.Equal(isLate ? (0, 1) : (1, 0), (end.OnTime, end.Late));
        var late = await _silo.Lines(PushLineKind.Late);
        Assert.Equal(isLate ? 1 : 0, late.Count);
        Assert.All(late, line => Assert.Equal(new LateLine("示罚1号", new DateOnly(2026, 11, 10), new DateOnly(2026, 11, 19)), LateLine.Read(line.Kept)));
    }

    [Fact]
    public async Task Run_EndsCancelled_WhenThatWasAskedFor()
    {
        var gate = new Gate();
        _silo.Silo.Ledger.AppendingMany = async (_, real) =>
        {
            await gate.Pass();
            return await real();
        };
        var job = await _silo.Enter(Enumerable.Range(1, 9_000).Select(static serial => Penalty(Company(serial), $"示罚{serial}号")));
        await Within.Comes("the first chunk is held", gate.Reached);

        Assert.True(await _silo.Pushes.Cancel(job.Id));
        gate.Open();
        var end = await _silo.End(job);

        Assert.Equal(PushState.Cancelled, end.State);
        Assert.Equal(end.Created, _silo.Count("SELECT COUNT(*) FROM record"));
        Assert.False(await _silo.Pushes.Cancel(job.Id));
    }

    [Fact]
    public async Task Run_Fails_WhenTheUploadIsGone()
    {
        var job = await _silo.Enter([Penalty(Company(1), "示罚1号")], static job => job with { Id = Guid.CreateVersion7(AsOf) });

        Assert.Equal((PushState.Failed, "upload-unreadable"), await _silo.End(job) is { } end ? (end.State, end.Fault?.Code) : default);
    }
}
