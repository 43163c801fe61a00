using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Commitments;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Records;
using CreditGate.Domain.Workflows;
using Xunit;

namespace CreditGate.Domain.Tests.Cases.Walking;

/// <summary>Something that somebody does, allowed or not.</summary>
internal abstract record Act
{
    public abstract void On(Ground ground);

    protected static Case? At(Desk desk, int which) => desk.Standing.Cases.Count == 0 ? null : desk.Standing.Cases.Values.ElementAt(which % desk.Standing.Cases.Count);
}

internal sealed record Objecting(int Record, bool Complete) : Act
{
    public override void On(Ground ground) => ground.Desk.Object(ground[Record].Ref, materials: Complete ? [] : [Desk.Proof]);
}

internal sealed record Applying(int Record, bool Complete) : Act
{
    public override void On(Ground ground) => ground.Desk.Apply(ground[Record].Ref, Complete ? [] : [Desk.Commitment]);
}

internal sealed record Initiating(int Record) : Act
{
    public override void On(Ground ground) =>
        ground.Desk.Ask(new ActionDraft { Case = ground.Desk.NextNumber("JA"), Organisation = ground[Record].Source, Record = ground[Record].Ref });
}

/// <summary>A listing from its proposal on, without a basis now and then.</summary>
internal sealed record Proposing(bool Based) : Act
{
    public override void On(Ground ground) => ground.Desk.Ask(new ListingDraft
    {
        Case = ground.Desk.NextNumber("LE"),
        Organisation = "D22",
        List = "L04",
        Number = "示人社列2号",
        Basis = Based ? "《示例条例》第1条" : null,
        Grounds = "示例",
    });
}

/// <summary>An acceptance against a promise, with essential documents missing now and then, or without a promise.</summary>
internal sealed record Promising(bool Essentials, bool Promise, int Documents, int Days) : Act
{
    /// <summary>INV-09: no essential document is waived, and only exemplars and subjects with three clean years are served.</summary>
    public override void On(Ground ground)
    {
        var desk = ground.Desk;
        var isServed = CleanYears.Holds(desk);
        var outcome = desk.Ask(new ToleranceDraft
        {
            Case = desk.NextNumber("TA"),
            Organisation = "D12",
            Matter = "MT-A01",
            BusinessNumber = "示例办件",
            EssentialsPresent = Essentials,
            Missing = [.. Enumerable.Range(1, Documents).Select(static number => new PromisedDocument($"示例材料{number}"))],
            Promise = Promise ? Desk.Commitment : null,
            PromisedOn = DateOnly.FromDateTime(desk.Now.Date).AddDays(Days),
        });
        Assert.True(outcome.Refusal is not null || (Essentials && Promise && Documents > 0 && isServed), "INV-09");
    }
}

internal sealed record Stepping(int Which, string Event, string Organisation, bool Reasoned) : Act
{
    /// <summary>INV-10: whoever is not the unit whose record it is changes nothing of it.</summary>
    public override void On(Ground ground)
    {
        if (At(ground.Desk, Which) is not { } known)
        {
            return;
        }

        var before = ground.Desk.Standing.Find(known.Record);
        ground.Desk.Step(known.Id, Event, Organisation, Reasoned ? "示例" : null, "示例说明", dutiesDone: true);
        Assert.True(Organisation is "D01" || Organisation == known.Record.Source || before == ground.Desk.Standing.Find(known.Record), "INV-10");
    }
}

/// <summary>The next step that somebody may take, so that walks come far.</summary>
internal sealed record GoingOn(int Which) : Act
{
    public override void On(Ground ground)
    {
        if (At(ground.Desk, Which) is not { } known)
        {
            return;
        }

        var steps = WorkflowBook.Product[known.Kind.ToString()].Workflow.Transitions.Where(transition => transition.From.Contains(known.State)).ToArray();
        if (steps is not [])
        {
            var step = steps[Which % steps.Length];
            ground.Desk.Step(known.Id, step.Event, step.Actors.Contains(Role.Platform) ? "D01" : known.Record.Source, "示例", "示例说明", dutiesDone: true);
        }
    }
}

/// <summary>A department goes on with its tasks in a joint action, by one step or all of them.</summary>
internal sealed record Responding(int Which, int Task, int Steps) : Act
{
    public override void On(Ground ground)
    {
        if (At(ground.Desk, Which) is not JointActionCase { Tasks: { IsEmpty: false } tasks } known)
        {
            return;
        }

        foreach (var happened in Steps < ActionStep.Events.Length ? [ActionStep.Events[Steps]] : ActionStep.Events)
        {
            ground.Desk.Step(known.Id, happened, tasks[Task % tasks.Length].Department, "示例");
        }
    }
}

/// <summary>A repair from its application on, granted in whole or in part, in bankruptcy now and then; where the record cannot be repaired yet it comes to nothing.</summary>
internal sealed record Granting(int Record, bool Partly, bool Shielded) : Act
{
    public override void On(Ground ground)
    {
        var (desk, record) = (ground.Desk, ground[Record]);
        desk.Apply(record.Ref);
        if (desk.Standing.Cases.Values.OfType<RepairCase>().FirstOrDefault(known => known.Record == record.Ref && !known.IsOver) is not { } open)
        {
            return;
        }

        foreach (var step in Shielded ? (string[])["Shield", "Accept", "Start"] : ["Accept", "Start"])
        {
            desk.Step(open.Id, step, record.Source, dutiesDone: true);
        }

        desk.Ask(new CaseStep { Case = open.Id, Event = "Approve", Organisation = record.Source, Lifts = Partly ? ["M01.03"] : [] });
        desk.Step(open.Id, "PublishStatement", record.Source, statement: "示例修复说明");
    }
}

/// <param name="End">Of 10: 8 withdraws, 9 removes, the rest says the same or something else.</param>
internal sealed record Pushing(int Record, int End) : Act
{
    private static long _revision = 1;

    public override void On(Ground ground)
    {
        var next = Interlocked.Increment(ref _revision);
        var (record, today) = (ground[Record], DateOnly.FromDateTime(ground.Desk.Now.Date));
        record = record with { Revision = record.Revision with { Number = next } };
        ground.Desk.Push(End switch
        {
            8 => record with { Withdrawal = new WithdrawalMark(today, "示例") },
            9 => record with { Removal = new RemovalMark(today, "示例") },
            > 3 => record with { Reason = $"示例{next}" },
            _ => ground[Record],
        });
    }
}

internal sealed record Waiting(int Days) : Act
{
    public override void On(Ground ground)
    {
        ground.Desk.Now = ground.Desk.Now.AddDays(Days);
        foreach (var id in ground.Desk.Standing.Cases.Keys)
        {
            ground.Desk.Ask(new DeadlineLook { Case = id });
        }
    }
}

internal sealed record Checking(int Number) : Act
{
    public override void On(Ground ground) => ground.Cover.Check(Number);
}

internal sealed record Deciding(int Number, int HoursAgo) : Act
{
    public override void On(Ground ground) => ground.Cover.Decide(Number, HoursAgo);
}
