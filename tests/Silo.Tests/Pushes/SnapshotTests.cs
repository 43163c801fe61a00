using CreditGate.Actors.Pushes;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Silo.Tests.Storage;
using Xunit;
using static CreditGate.Silo.Tests.Pushes.PushingSilo;

namespace CreditGate.Silo.Tests.Pushes;

public sealed class SnapshotTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private PushingSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await Start(_directory.Root);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(3L)]
    public async Task Snapshot_WithdrawsTheMissingAndALaterFileBringsThemBack(long? revision)
    {
        RecordRow[] all = [.. Enumerable.Range(1, 2_500).Select(serial => Penalty(Company(serial), $"示罚{serial}号", revision: revision))];
        await _silo.Push(all);
        Assert.Null((await Only(1_700)).Withdrawal);

        var end = await Full(all[..1_600], AsOf.AddDays(1));
        Assert.Equal((PushState.Completed, 1_600, 900), (end.State, end.Unchanged, end.Missing));
        Assert.Equal(900, _silo.Count("SELECT COUNT(*) FROM record WHERE state = 'Withdrawn'"));
        Assert.Equal(AsOf.AddDays(1), (await Only(1_700)).Withdrawal?.MissingAt);

        var again = await Full(all[..1_600], AsOf.AddDays(1));
        Assert.Equal((PushState.Completed, 0), (again.State, again.Missing));

        var back = await Full(all, AsOf.AddDays(2));
        Assert.Equal((1_600, 900, 0), (back.Unchanged, back.Revised, back.Missing));
        Assert.Null((await Only(1_700)).Withdrawal);
        Assert.Equal(0, _silo.Count("SELECT COUNT(*) FROM record WHERE state = 'Withdrawn'"));
    }

    [Fact]
    public async Task Snapshot_LeavesRecordsAlone_WhenTheyAreNewerOrEndedOrOfOthers()
    {
        await _silo.Push([Penalty(Company(1), "旧"), Penalty(Company(2), "移出") with { Removal = new EndRow { On = "2026-11-18" } }, Penalty(Company(3), "期满") with { Until = "2026-11-19" }]);
        await _silo.Push([Penalty(Company(4), "新")], job => job with { AsOf = AsOf.AddDays(3) });
        await _silo.Push([Penalty(Company(5), "旁")], job => job with { Organisation = "D16" });

        var end = await Full([Penalty(Company(6), "在")], AsOf.AddDays(1));

        Assert.Equal(1, end.Missing);
        Assert.NotNull((await Only(1)).Withdrawal);
        Assert.All(await Task.WhenAll(Only(2), Only(3), Only(4), Only(5), Only(6)), static record => Assert.Null(record.Withdrawal));
    }

    [Fact]
    public async Task Snapshot_WithdrawsNothing_WhenTooMuchIsMissing()
    {
        await _silo.Push(Enumerable.Range(1, 10).Select(static serial => Penalty(Company(serial), $"示罚{serial}号")));

        var end = await Full([Penalty(Company(11), "示罚11号")], AsOf.AddDays(1), mostPercent: 90);

        Assert.Equal((PushState.Failed, "snapshot-too-much-missing", 1), (end.State, end.Fault?.Code, end.Created));
        Assert.Equal(0, _silo.Count("SELECT COUNT(*) FROM record WHERE state = 'Withdrawn'"));
        Assert.Contains("10", end.Fault!.Text.Zh, StringComparison.Ordinal);
        Assert.Equal((PushState.Completed, 10), await Full([Penalty(Company(11), "示罚11号")], AsOf.AddDays(1), mostPercent: 91) is var next ? (next.State, next.Missing) : default);
    }

    [Fact]
    public async Task Snapshot_WithdrawsNothing_WhenARowWasRejected()
    {
        await _silo.Push([Penalty(Company(1), "示罚1号")]);

        var end = await Full([Penalty("坏", "示罚1号")], AsOf.AddDays(1));

        Assert.Equal((PushState.Completed, "snapshot-held", 0), (end.State, end.Fault?.Code, end.Missing));
        Assert.Null((await Only(1)).Withdrawal);
    }

    [Fact]
    public async Task Snapshot_WithdrawsNothing_WhenANewerOneIsIn()
    {
        await Full([Penalty(Company(1), "示罚1号", revision: 1)], AsOf.AddDays(2));
        await Full([Penalty(Company(1), "示罚1号", revision: 1), Penalty(Company(2), "示罚2号", revision: 1)], AsOf.AddDays(3));

        var end = await Full([Penalty(Company(1), "示罚1号", revision: 1)], AsOf.AddDays(2));

        Assert.Equal((PushState.Completed, "snapshot-outdated", 0), (end.State, end.Fault?.Code, end.Missing));
        Assert.Null((await Only(2)).Withdrawal);
    }

    [Fact]
    public async Task Snapshot_WithdrawsNothing_WhenANewerFileRepeatedNumberedRows()
    {
        RecordRow[] rows = [Penalty(Company(1), "示罚1号", revision: 1), Penalty(Company(2), "示罚2号", revision: 1)];
        await _silo.Push(rows);
        var repeated = await _silo.Push(rows[1..], job => job with { AsOf = AsOf.AddDays(2) });
        Assert.Equal((1, 1), (repeated.Unchanged, repeated.Reaffirmed));

        var end = await Full(rows[..1], AsOf.AddDays(1));

        Assert.Equal((PushState.Completed, "snapshot-outdated", 0), (end.State, end.Fault?.Code, end.Missing));
        Assert.Null((await Only(2)).Withdrawal);
        Assert.Equal(1, (await Full(rows[..1], AsOf.AddDays(3))).Missing);
    }

    [Fact]
    public async Task File_EntersNothingThatANewerSnapshotDidNotName_WhenItComesLate()
    {
        await Full([Penalty(Company(1), "示罚1号")], AsOf.AddDays(2));

        var late = await _silo.Push([Penalty(Company(1), "示罚1号"), Penalty(Company(2), "示罚2号"), Penalty(Company(3), "示许3号") with { Kind = "permit", Categories = [], Fine10kCny = null }]);

        Assert.Equal((1, 2, 1), (late.Created, late.Unchanged, late.Superseded));
        Assert.Empty(await _silo.Records(Company(2)));
        Assert.Single(await _silo.Records(Company(3)));
        Assert.Equal(1, (await _silo.Push([Penalty(Company(2), "示罚2号")], job => job with { AsOf = AsOf.AddDays(3) })).Created);
    }

    private Task<PushProgress> Full(RecordRow[] rows, DateTimeOffset asOf, int mostPercent = 100) =>
        _silo.Push(rows, job => job with { AsOf = asOf, AcceptedAt = asOf.AddHours(9), Snapshot = new SnapshotScope(RecordKind.Penalty, null, mostPercent) });

    private async Task<PublicCreditRecord> Only(int serial) => Assert.Single(await _silo.Records(Company(serial)));
}
