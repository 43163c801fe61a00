using CreditGate.Domain.Tests.Cases.Walking;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Cases;

/// <summary>Random walks: the invariants hold after every step. On the ledger, the same walks run in Silo.Tests.</summary>
public sealed class CaseWalkTests
{
    private const int Walks = 1_500;

    [Fact]
    public void Invariants_HoldAfterEveryStep() => Walk.Of(1, 60).Sample(
        static walk =>
        {
            var ground = Ground.Of(walk.IsClean);
            foreach (var act in walk.Acts)
            {
                var before = ground.Desk.Standing;
                act.On(ground);
                Invariants.Hold(before, ground);
            }

            Invariants.HoldAgain(ground.Desk);
        },
        iter: Walks);

    /// <summary>The walks are worth something: they come to conclusions, repairs and revocations, kept and broken promises, tasks at every end.</summary>
    [Fact]
    public void Walks_ReachTheEndsOfTheWorkflows()
    {
        HashSet<string> left =
        [
            "Objection/Closed", "Objection/Corrected", "Objection/Withdrawn", "Objection/Returned", "Repair/Closed", "Repair/Revoked", "Repair/Rejected", "Repair/Refused", "Repair/Returned",
            "ToleranceAcceptance/Closed", "ToleranceAcceptance/Breached", "JointAction/Lifted", "JointAction/Eased", "JointAction/NotApplicable", "JointAction/Suspended", "JointAction/Closed",
            "ListEntry/Active", "ListEntry/Withdrawn",
        ];
        Walk.Of(150, 200).Sample(
            walk =>
            {
                var ground = Ground.Of(walk.IsClean);
                foreach (var act in left.Count == 0 ? [] : walk.Acts)
                {
                    act.On(ground);
                    left.ExceptWith(ground.Desk.Standing.Cases.Values.SelectMany(static known => Places(known)));
                }
            },
            iter: Walks,
            threads: 1);

        Assert.Empty(left);
    }

    private static IEnumerable<string> Places(Domain.Cases.Case known) =>
        known is Domain.Cases.Actions.JointActionCase action ? action.Tasks.Select(static task => $"JointAction/{task.State}") : [$"{known.Kind}/{known.State}"];
}
