using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using Xunit;

namespace CreditGate.Domain.Tests.Standings;

/// <summary>A record that a full snapshot at hour 5 did not name.</summary>
public sealed class MissingRecordTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 23, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly Edition Edition = CatalogueLoader.Load().At(Day);

    [Theory]
    [InlineData(null, 4)]
    [InlineData(3L, 4)]
    public void Judge_WithdrawsOnce_WhenTheRecordIsOlderThanTheSnapshot(long? number, int hour)
    {
        var standing = Take(Standing.Unknown(SubjectKey.Of(FictionalCodes.Entity(1))), Record(number, hour));

        var missing = Judge(standing, Missing(number, 5));
        var again = Judge(Take(standing, Missing(number, 5)), Missing(number, 6));

        Assert.Equal(RowOutcome.Withdrawn, missing.Outcome);
        Assert.Equal((RowOutcome.Unchanged, null), (again.Outcome, again.Happened));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Judge_LeavesTheRecordAlone_WhenItIsNoOlderThanTheSnapshot(int hour)
    {
        var standing = Take(Standing.Unknown(SubjectKey.Of(FictionalCodes.Entity(1))), Record(null, hour));

        Assert.Equal((RowOutcome.Unchanged, "superseded"), Judge(standing, Missing(null, 5)) is var judged ? (judged.Outcome, judged.Note?.Code) : default);
    }

    [Theory]
    [InlineData(3L, 6, RowOutcome.Revised)]
    [InlineData(3L, 5, RowOutcome.Revised)]
    [InlineData(4L, 6, RowOutcome.Revised)]
    [InlineData(3L, 4, RowOutcome.Unchanged)]
    [InlineData(4L, 4, RowOutcome.Unchanged)]
    [InlineData(2L, 6, RowOutcome.Unchanged)]
    [InlineData(null, 6, RowOutcome.Unchanged)]
    public void Judge_BringsTheRecordBack_OnlyByAFileNoOlderThanTheSnapshotAndNoLowerNumber(long? number, int hour, RowOutcome expected)
    {
        var standing = Take(Take(Standing.Unknown(SubjectKey.Of(FictionalCodes.Entity(1))), Record(3, 1)), Missing(3, 5));

        Assert.Equal(expected, Judge(standing, Record(number, hour)).Outcome);
        Assert.Equal(expected == RowOutcome.Revised, Take(standing, Record(number, hour)).Records[0].Withdrawal is null);
    }

    private static PenaltyRecord Record(long? number, int hour) => new()
    {
        Source = "D13",
        Number = "示例罚1号",
        Revision = new Revision(number, Day.AddHours(hour), 1),
        DecidedOn = new DateOnly(2026, 6, 1),
    };

    private static PenaltyRecord Missing(long? number, int hour) =>
        Record(number, 1) with { Withdrawal = new WithdrawalMark(new DateOnly(2026, 11, 23), null) { MissingAt = Day.AddHours(hour) } };

    private static Admission Judge(Standing standing, PublicCreditRecord record) => Admission.Judge(standing, record, true, Edition, Day.AddHours(9), "any");

    private static Standing Take(Standing standing, PublicCreditRecord record) => Judge(standing, record).Happened is { } happened ? standing.Apply(happened) : standing;
}
