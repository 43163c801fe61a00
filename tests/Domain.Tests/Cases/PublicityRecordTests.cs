using CreditGate.Domain.Cases.Publishing;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Workflows;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

public sealed class PublicityRecordTests
{
    private static readonly PenaltyRecord Penalty = Desk.Penalty("2026-05-05");

    [Theory]
    [InlineData("2026-05-05", "Published", true)]
    [InlineData("2026-08-04", "Published", true)]
    [InlineData("2026-08-05", "MinimumServed", true)]
    [InlineData("2027-05-05", "MinimumServed", true)]
    [InlineData("2027-05-06", "Ended", false)]
    public void General_IsPublicFromItsFirstDayToTheLastOfTheMaximum(string day, string state, bool isPublic)
    {
        var found = Of(Penalty, day);

        Assert.Equal((state, isPublic), (found.State, found.IsPublic));
        Assert.Equal((new DateOnly(2026, 8, 5), new DateOnly(2027, 5, 5)), (found.MinimumServedOn, found.EndsOn));
    }

    [Fact]
    public void Minor_IsPublishedOnlyWhereItsSourceSaysSo()
    {
        var minor = Penalty with { Severity = Severity.Minor, PublishedOn = null };

        Assert.Equal(("Reported", false, "publishable"), (Of(minor, "2026-05-06").State, Of(minor, "2026-05-06").IsPublic, Of(minor, "2026-05-06").Refused));
        Assert.Equal("MinimumServed", Of(minor with { PublishedOn = minor.DecidedOn }, "2026-05-06").State);
        Assert.Equal("Ended", Of(minor with { PublishedOn = minor.DecidedOn }, "2026-08-06").State);
    }

    [Fact]
    public void OutstandingDuties_KeepItPublicBeyondTheMaximum() =>
        Assert.Equal(("MinimumServed", true, null), Of(Penalty with { DutiesDone = false }, "2029-05-06") is var found ? (found.State, found.IsPublic, found.EndsOn) : default);

    [Fact]
    public void Gone_IsNotPublic_WhateverTookIt()
    {
        Assert.Equal(("Repaired", false), Pair(Penalty with { Repair = new RepairMark("RP-1", Penalty.DecidedOn) }));
        Assert.Equal(("Withdrawn", false), Pair(Penalty with { Withdrawal = new WithdrawalMark(Penalty.DecidedOn, null) }));
        Assert.Equal(("Published", false), Pair(Penalty with { Shield = new ShieldMark("RP-1", Penalty.DecidedOn) }));

        static (string, bool) Pair(PenaltyRecord record) => Of(record, "2026-06-01") is var found ? (found.State, found.IsPublic) : default;
    }

    /// <summary>Over all days the states go along the workflow only, and every state but that of rejected rows is reached.</summary>
    [Fact]
    public void Days_GoAlongTheWorkflow()
    {
        var workflow = WorkflowBook.Product["PublicityRecord"].Workflow;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        Gen.Select(Gen.Int[-1, 1_200], Gen.Int[0, 400], Gen.Enum<Severity>(), Gen.Int[0, 3], Gen.Bool).Sample(
            (day, later, severity, end, isPublished) =>
            {
                var record = Penalty with { Severity = severity, PublishedOn = isPublished ? Penalty.DecidedOn : null };
                var (first, second) = (Desk.At("2026-05-05").AddDays(day), Desk.At("2026-05-05").AddDays(day + later));
                var before = PublicityRecord.Of(record, CatalogueLoader.Load().At(first), first)!.State;
                var after = PublicityRecord.Of(Ended(record, end, before), CatalogueLoader.Load().At(second), second)!.State;
                reached.UnionWith([before, after]);
                Assert.True(before == after || Reach(workflow, before).Contains(after), $"{before} to {after}");
            },
            threads: 1);

        Assert.Equal(workflow.States.Select(static state => state.Code).Except(["Decided", "Invalid"]).Order(), reached.Order());
    }

    private static PenaltyRecord Ended(PenaltyRecord record, int how, string state) => how switch
    {
        1 when state == "MinimumServed" => record with { Repair = new RepairMark("RP-1", record.DecidedOn) },
        2 => record with { Withdrawal = new WithdrawalMark(record.DecidedOn, null) },
        _ => record,
    };

    private static HashSet<string> Reach(Workflow workflow, string state)
    {
        var reach = new HashSet<string>(StringComparer.Ordinal) { state };
        while (workflow.Transitions.Where(transition => reach.Any(known => transition.From.Contains(known) || (transition.From is [Workflow.Any] && !workflow.IsFinal(known)))).Any(transition => reach.Add(transition.To)))
        {
        }

        return reach;
    }

    private static PublicityRecord Of(PenaltyRecord record, string day) => PublicityRecord.Of(record, CatalogueLoader.Load().At(Desk.At(day)), Desk.At(day))!;
}
