using System.Text.Json;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

/// <summary>Random walks: objections, repairs, steps and pushes of many actors, allowed or not, over months. The invariants hold after every step.</summary>
public sealed class CaseWalkTests
{
    private const int Walks = 1_500;
    private static readonly string[] Organisations = ["D22", "D13", "D01", "D12"];
    private static readonly string[] Events =
        [.. Enum.GetNames<CaseKind>().SelectMany(static kind => WorkflowBook.Product[kind].Workflow.Transitions).Select(static transition => transition.Event).Concat(["Extend", "Shield", "Unshield"]).Distinct().Order(StringComparer.Ordinal)];

    private static readonly ListEntryRecord Red = Desk.WageDefault(number: "示税A1号") with { Source = "D14", List = "R01" };
    private static readonly PublicCreditRecord[] Known = [Desk.WageDefault(), Desk.Penalty("2026-05-06")];

    private static readonly Gen<Act> Acts = Gen.Frequency(
        (2, Gen.Select(Gen.Int[0, 1], Gen.Bool).Select(static Act (record, complete) => new Objecting(record, complete))),
        (1, Gen.Select(Gen.Int[0, 1], Gen.Bool).Select(static Act (record, complete) => new Applying(record, complete))),
        (12, Gen.Select(Gen.Int[0, 40], Gen.Int[0, Events.Length - 1], Gen.Int[0, Organisations.Length - 1], Gen.Bool)
            .Select(static Act (which, happened, organisation, reasoned) => new Stepping(which, Events[happened], Organisations[organisation], reasoned))),
        (8, Gen.Int[0, 40].Select(static Act (which) => new GoingOn(which))),
        (1, Gen.Int[0, 1].Select(static Act (record) => new Initiating(record))),
        (2, Gen.Select(Gen.Int[0, 40], Gen.Bool).Select(static Act (which, partly) => new Granting(which, partly))),
        (3, Gen.Select(Gen.Int[0, 1], Gen.Bool).Select(static Act (record, changed) => new Pushing(record, changed))),
        (2, Gen.Int[0, 30].Select(static Act (days) => new Waiting(days))));

    [Fact]
    public void Invariants_HoldAfterEveryStep() => Acts.Array[1, 60].Sample(
        static acts =>
        {
            var desk = new Desk();
            Array.ForEach([Red, .. Known], record => desk.Push(record));
            foreach (var act in acts)
            {
                var before = desk.Standing;
                act.On(desk);
                Hold(before, desk);
            }

            HoldAgain(desk);
        },
        iter: Walks);

    /// <summary>The walks are worth something: they come to conclusions, repairs and revocations.</summary>
    [Fact]
    public void Walks_ReachTheEndsOfTheWorkflows()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        Acts.Array[150, 200].Sample(
            acts =>
            {
                var desk = new Desk();
                Array.ForEach([Red, .. Known], record => desk.Push(record));
                foreach (var act in acts)
                {
                    act.On(desk);
                    reached.UnionWith(desk.Standing.Cases.Values.Select(static known => $"{known.Kind}/{known.State}"));
                }
            },
            iter: Walks / 5,
            threads: 1);

        string[] ends = ["Objection/Closed", "Objection/Corrected", "Objection/Withdrawn", "Objection/Returned", "Repair/Closed", "Repair/Revoked", "Repair/Rejected", "Repair/Refused", "Repair/Returned"];
        Assert.Empty(ends.Except(reached));
    }

    private static void Hold(Standing before, Desk desk)
    {
        var standing = desk.Standing;
        var ruling = desk.Check();
        foreach (var record in standing.Records)
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

        HoldActions(before, standing);
        HoldCatalogue(desk);

        // INV-11: nothing is taken back, and cases only go along their workflow.
        Assert.True(standing.Version >= before.Version);
        Assert.All(before.Cases.Values, known => Assert.True(standing.Cases.ContainsKey(known.Id)));
        Assert.All(standing.Cases.Values, static known => Assert.Contains(known.State, WorkflowBook.Product[known.Kind.ToString()].Workflow.States.Select(static state => state.Code)));
    }

    /// <summary>INV-11, INV-16: what a ledger would hold leads to the same standing, and to the same ruling.</summary>
    private static void HoldAgain(Desk desk)
    {
        var kept = desk.Events.Select(static happened => JsonSerializer.SerializeToUtf8Bytes(happened, LedgerJson.Context.SubjectEvent));
        var again = Standing.Fold(desk.Standing.Key, kept.Select(static bytes => JsonSerializer.Deserialize(bytes, LedgerJson.Context.SubjectEvent)!));
        Assert.Equal(desk.Standing.Version, again.Version);
        Assert.Equal(JsonSerializer.Serialize(desk.Check()), JsonSerializer.Serialize(Decider.Rule(again, [], desk.Edition.Matters["MT-C01"], desk.Edition, desk.Now)));
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
        foreach (var matter in (string[])["MT-A01", "MT-C01", "MT-C02", "MT-H01"])
        {
            var ruling = desk.Check(matter);
            Assert.All(ruling.Measures.Concat(ruling.Advice), line => Assert.True(desk.Edition.Measures.ContainsKey(line.Code) && line.Basis.Zh.Length > 0 && (line.Until is not null || line.Record.Kind != RecordKind.ListEntry), "INV-06, INV-08"));
            Assert.True(ruling.Measures.All(static line => line.Class != MeasureClass.MarketAdvice) && ruling.Advice.All(static line => line.Effect == Effect.Advise), "INV-13");
            var isListed = desk.Standing.Records.OfType<ListEntryRecord>().Any(entry =>
                entry is { List: "L04", Repair: null, Withdrawal: null, Shield: null, Dispute: null } && entry.ListedOn <= LegalTime.DateOf(desk.Now) && Terms.LastDay(entry, desk.Edition) >= LegalTime.DateOf(desk.Now));
            Assert.True(!isListed || ruling.Incentives.IsEmpty, "INV-14");
        }
    }

    private static bool Mentions(Ruling ruling, RecordRef record) =>
        ruling.Measures.Concat(ruling.Advice).Concat(ruling.Proposals).Concat(ruling.Suspended.Select(static line => line.Measure)).Any(line => line.Record == record)
        || ruling.Reminders.Any(reminder => reminder.Record == record);

    private abstract record Act
    {
        public abstract void On(Desk desk);

        protected static Case? At(Desk desk, int which) => desk.Standing.Cases.Count == 0 ? null : desk.Standing.Cases.Values.ElementAt(which % desk.Standing.Cases.Count);
    }

    private sealed record Objecting(int Record, bool Complete) : Act
    {
        public override void On(Desk desk) => desk.Object(Known[Record].Ref, materials: Complete ? [] : [Desk.Proof]);
    }

    private sealed record Applying(int Record, bool Complete) : Act
    {
        public override void On(Desk desk) => desk.Apply(Known[Record].Ref, Complete ? [] : [Desk.Commitment]);
    }

    private sealed record Stepping(int Which, string Event, string Organisation, bool Reasoned) : Act
    {
        /// <summary>INV-10: whoever is not the unit whose record it is changes nothing of it.</summary>
        public override void On(Desk desk)
        {
            if (At(desk, Which) is not { } known)
            {
                return;
            }

            var before = desk.Standing.Find(known.Record);
            desk.Step(known.Id, Event, Organisation, Reasoned ? "示例" : null, "示例说明", dutiesDone: true);
            Assert.True(Organisation is "D01" || Organisation == known.Record.Source || before == desk.Standing.Find(known.Record), "INV-10");
        }
    }

    /// <summary>The next step that somebody may take, so that walks come far.</summary>
    private sealed record GoingOn(int Which) : Act
    {
        public override void On(Desk desk)
        {
            if (At(desk, Which) is not { } known)
            {
                return;
            }

            var steps = WorkflowBook.Product[known.Kind.ToString()].Workflow.Transitions.Where(transition => transition.From.Contains(known.State)).ToArray();
            if (steps is not [])
            {
                var step = steps[Which % steps.Length];
                desk.Step(known.Id, step.Event, step.Actors.Contains(Role.Platform) ? "D01" : known.Record.Source, "示例", "示例说明", dutiesDone: true);
            }
        }
    }

    private sealed record Initiating(int Record) : Act
    {
        private static int _number;

        public override void On(Desk desk) => desk.Ask(new ActionDraft { Case = $"JA-{Interlocked.Increment(ref _number)}", Organisation = Known[Record].Source, Record = Known[Record].Ref });
    }

    /// <summary>A repair approved whole or in part, in bankruptcy now and then, and its statement.</summary>
    private sealed record Granting(int Which, bool Partly) : Act
    {
        public override void On(Desk desk)
        {
            if (At(desk, Which) is not RepairCase known)
            {
                return;
            }

            desk.Step(known.Id, Which % 3 == 0 ? "Shield" : "Start", known.Record.Source);
            desk.Ask(new CaseStep { Case = known.Id, Event = "Approve", Organisation = known.Record.Source, Lifts = Partly ? ["M01.03"] : [] });
            desk.Step(known.Id, "PublishStatement", known.Record.Source, statement: "示例修复说明");
        }
    }

    private sealed record Pushing(int Record, bool Changed) : Act
    {
        private static long _revision = 1;

        public override void On(Desk desk)
        {
            var next = Interlocked.Increment(ref _revision);
            var record = Known[Record];
            desk.Push(Changed ? record with { Revision = record.Revision with { Number = next }, Reason = $"示例{next}" } : record);
        }
    }

    private sealed record Waiting(int Days) : Act
    {
        public override void On(Desk desk)
        {
            desk.Now = desk.Now.AddDays(Days);
            foreach (var id in desk.Standing.Cases.Keys)
            {
                desk.Ask(new DeadlineLook { Case = id });
            }
        }
    }
}
