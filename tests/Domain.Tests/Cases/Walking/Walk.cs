using CreditGate.Domain.Cases;
using CreditGate.Domain.Workflows;
using CsCheck;

namespace CreditGate.Domain.Tests.Cases.Walking;

/// <summary>Objections, repairs, actions, promises, steps, pushes and business cases of many actors, allowed or not, over months.</summary>
/// <param name="IsClean">The company begins without anything against it.</param>
internal sealed record Walk(bool IsClean, Act[] Acts)
{
    private static readonly string[] Organisations = ["D22", "D13", "D01", "D12"];
    private static readonly string[] Events =
        [.. Enum.GetNames<CaseKind>().SelectMany(static kind => WorkflowBook.Product[kind].Workflow.Transitions).Select(static transition => transition.Event).Concat(["Extend", "Shield", "Unshield"]).Distinct().Order(StringComparer.Ordinal)];

    private static readonly Gen<Act> AnAct = Gen.Frequency(
        (2, Gen.Select(Gen.Int[0, 1], Gen.Bool).Select(static Act (record, complete) => new Objecting(record, complete))),
        (1, Gen.Select(Gen.Int[0, 1], Gen.Bool).Select(static Act (record, complete) => new Applying(record, complete))),
        (12, Gen.Select(Gen.Int[0, 40], Gen.Int[0, Events.Length - 1], Gen.Int[0, Organisations.Length - 1], Gen.Bool)
            .Select(static Act (which, happened, organisation, reasoned) => new Stepping(which, Events[happened], Organisations[organisation], reasoned))),
        (8, Gen.Int[0, 40].Select(static Act (which) => new GoingOn(which))),
        (3, Gen.Int[0, 1].Select(static Act (record) => new Initiating(record))),
        (6, Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 6]).Select(static Act (which, task, steps) => new Responding(which, task, steps))),
        (2, Gen.Select(Gen.Int[0, 1], Gen.Bool, Gen.Int[0, 3]).Select(static Act (record, partly, shielded) => new Granting(record, partly, shielded == 0))),
        (2, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 12]).Select(static Act (essentials, promise, documents, days) => new Promising(essentials > 0, promise > 0, documents, days))),
        (1, Gen.Int[0, 3].Select(static Act (based) => new Proposing(based > 0))),
        (3, Gen.Select(Gen.Int[0, 1], Gen.Int[0, 9]).Select(static Act (record, end) => new Pushing(record, end))),
        (1, Gen.Select(Gen.Enum<Writing>(), Gen.Int[-18, 17]).Select(static Act (how, place) => new Naming(how, place))),
        (2, Gen.Int[0, 2].Select(static Act (number) => new Checking(number))),
        (1, Gen.Select(Gen.Int[0, 2], Gen.Int[0, 200]).Select(static Act (number, hours) => new Deciding(number, hours))),
        (2, Gen.Frequency((9, Gen.Int[0, 30]), (1, Gen.Const(400))).Select(static Act (days) => new Waiting(days))));

    public static Gen<Walk> Of(int least, int most) =>
        Gen.Select(Gen.Bool, AnAct.Array[least, most]).Select(static (isClean, acts) => new Walk(isClean, acts));
}
