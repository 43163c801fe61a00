using System.Text.Json;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;
using Xunit;

namespace CreditGate.Domain.Tests.Cases.Walking;

/// <summary>The invariants of the plan that a subject's standing can keep or break; each is named where it is asked.</summary>
internal static class Invariants
{
    public static void Hold(Standing before, Ground ground)
    {
        var (desk, standing, ruling) = (ground.Desk, ground.Desk.Standing, ground.Desk.Check());
        foreach (var record in standing.Records)
        {
            HoldRecord(record, standing, ruling);
        }

        HoldListings(standing);
        HoldActions(before, standing);
        HoldCatalogue(desk);
        HoldPersons(ground);
        ground.Cover.Hold();

        // INV-07; INV-11: nothing is taken back, and cases only go along their workflow.
        Assert.True(Gb32100.IsValid(standing.Key.Value), "INV-07");
        Assert.True(standing.Version >= before.Version);
        Assert.All(before.Cases.Values, known => Assert.True(standing.Cases.ContainsKey(known.Id)));
        Assert.All(standing.Cases.Values, static known => Assert.Contains(known.State, WorkflowBook.Product[known.Kind.ToString()].Workflow.States.Select(static state => state.Code)));
    }

    /// <summary>INV-11, INV-16: what a ledger would hold leads to the same standing, and to the same ruling.</summary>
    public static void HoldAgain(Desk desk)
    {
        var kept = desk.Events.Select(static happened => JsonSerializer.SerializeToUtf8Bytes(happened, LedgerJson.Context.SubjectEvent));
        var again = Standing.Fold(desk.Standing.Key, kept.Select(static bytes => JsonSerializer.Deserialize(bytes, LedgerJson.Context.SubjectEvent)!));
        HoldSame(desk, again);
    }

    public static void HoldSame(Desk desk, Standing again)
    {
        Assert.Equal(desk.Standing.Version, again.Version);
        Assert.Equal(JsonSerializer.Serialize(desk.Check()), JsonSerializer.Serialize(Decider.Rule(again, [], desk.Edition.Matters["MT-C01"], desk.Edition, desk.Now)));
    }

    private static void HoldRecord(PublicCreditRecord record, Standing standing, Ruling ruling)
    {
        var open = standing.Cases.Values.OfType<ObjectionCase>().Where(known => known.Record == record.Ref && known is { ConcludedAt: null, Disputed: not null }).ToArray();

        // INV-02: a mark for every open objection and none without; INV-01: no measure rests on a marked record.
        Assert.Equal(open is [] ? null : open.Single().Id, record.Dispute?.Objection);
        Assert.True(record.Dispute is null || ruling.Measures.All(measure => measure.Record != record.Ref), "INV-01");

        // INV-04: repaired is gone, and the repair is kept.
        Assert.True(record.Repair is null || !Mentions(ruling, record.Ref), "INV-04");
        Assert.Equal(record.Repair?.Case, standing.Cases.Values.OfType<RepairCase>().SingleOrDefault(known => known.Record == record.Ref && known.StatementOn is not null && known.BarredUntil is null && known.Lifts.IsEmpty)?.Id);

        // INV-03: found wrong by withdrawal is gone.
        Assert.True(
            !standing.Cases.Values.OfType<ObjectionCase>().Any(known => known.Record == record.Ref && known.Result == nameof(ObjectionResult.Withdrawn)) || !Mentions(ruling, record.Ref), "INV-03");
    }

    /// <summary>INV-05: nobody is listed by a case before the subject was told and heard, and the decision published; afterwards the two say the same.</summary>
    private static void HoldListings(Standing standing)
    {
        foreach (var known in standing.Cases.Values.OfType<ListingCase>())
        {
            Assert.True(known.PublishedOn is null || known is { Notice: not null, Defence: not null, DecidedOn: not null, Basis: not null }, "INV-05");
            var entry = standing.Find(known.Record);
            Assert.True(known.PublishedOn is null || entry is not null, "INV-05: published without an entry");
            Assert.True(known.IsOver || entry?.Dispute is null || known.State is not "Active", "INV-02 of the listing");
        }
    }

    /// <summary>INV-05: a new action stands on a published record in force; INV-01, INV-04: its tasks rest and end with the record.</summary>
    private static void HoldActions(Standing before, Standing standing)
    {
        foreach (var action in standing.Cases.Values.OfType<JointActionCase>())
        {
            var record = standing.Find(action.Record)!;
            Assert.True(before.Cases.ContainsKey(action.Id) || record is { Repair: null, Withdrawal: null, Removal: null }, "INV-05");
            Assert.True(record is { Repair: null, Withdrawal: null } || action.Tasks.All(static task => task.IsOver), "INV-04 at the departments");
            Assert.True((record.Dispute is null && record.Shield is null) || action.Tasks.All(static task => task.IsOver || task.State == "Suspended"), "INV-01 at the departments");
            Assert.True(action.Tasks.All(task => task.IsOver || task.Rule is null || !task.Codes.Any(record.IsEased)), "eased at the departments");
        }
    }

    /// <summary>INV-06: measures of the list, with basis; INV-08: with a term; INV-13: class 3 only as advice; INV-14: no incentive beside an unsuspended serious listing.</summary>
    private static void HoldCatalogue(Desk desk)
    {
        var isListed = IsSeriouslyListed(desk);
        foreach (var matter in (string[])["MT-A01", "MT-C01", "MT-C02", "MT-H01", "MT-J01"])
        {
            var ruling = desk.Check(matter);
            Assert.All(ruling.Measures.Concat(ruling.Advice), line => Assert.True(desk.Edition.Measures.ContainsKey(line.Code) && line.Basis.Zh.Length > 0 && (line.Until is not null || line.Record.Kind != RecordKind.ListEntry), "INV-06, INV-08"));
            Assert.True(ruling.Measures.All(static line => line.Class != MeasureClass.MarketAdvice) && ruling.Advice.All(static line => line.Effect == Effect.Advise), "INV-13");
            Assert.True(!isListed || ruling.Incentives.IsEmpty, "INV-14");
            HoldService(ruling, desk.Edition.Matters[matter]);
        }
    }

    private static bool IsSeriouslyListed(Desk desk) => desk.Standing.Records.OfType<ListEntryRecord>().Any(entry =>
        entry is { List: "L04", Repair: null, Withdrawal: null, Removal: null, Shield: null, Dispute: null }
        && DateOnly.FromDateTime(desk.Now.Date) is var today && entry.ListedOn <= today && (entry.Until ?? entry.ListedOn.AddMonths(36)) >= today);

    /// <summary>INV-15: the persons whom a record names hear of it as it stands, nobody else hears of it, and measures reach them by the catalogue's roles alone; a service is never refused.</summary>
    private static void HoldPersons(Ground ground)
    {
        Assert.True(ground.Desk.Persons.Keys.All(person => person == ground.Representative), "INV-15: somebody who is not named");
        foreach (var copy in ground.Desk.Persons.Values.SelectMany(static person => person.Records))
        {
            var original = ground.Desk.Standing.Find(copy.Ref with { Via = null })!;
            Assert.Equal((original.Dispute, original.Repair, original.Shield, original.Withdrawal), (copy.Dispute, copy.Repair, copy.Shield, copy.Withdrawal));
        }

        foreach (var matter in (string[])["MT-G01", "MT-F01", "MT-J01", "MT-J03", "MT-J04"])
        {
            var ruling = ground.Check(matter);
            Assert.True(ruling.Measures.All(line => ground.Desk.Edition.Measures[line.Code].Reaches.Contains(LinkedRole.LegalRepresentative)), "INV-15: a measure beyond the catalogue's roles");
            HoldService(ruling, ground.Desk.Edition.Matters[matter]);
        }
    }

    private static void HoldService(Ruling ruling, Matter matter) => Assert.True(
        matter.Category != MatterCategory.Service || (ruling.Outcome is Outcome.Proceed or Outcome.Prefer && ruling.Measures.All(static line => line.Effect is not (Effect.Bar or Effect.Limit))), "INV-15");

    private static bool Mentions(Ruling ruling, RecordRef record) =>
        ruling.Measures.Concat(ruling.Advice).Concat(ruling.Proposals).Concat(ruling.Suspended.Select(static line => line.Measure)).Any(line => line.Record == record)
        || ruling.Reminders.Any(reminder => reminder.Record == record);
}
