using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Changes;

/// <summary>The incentives that one red or exemplar listing earns, and what withholds them all.</summary>
/// <remarks>As <see cref="IncentiveRuling"/> has it for each matter, but for what only the matter itself can say: that its own outcome stands against them.</remarks>
internal static class EarnedIncentives
{
    /// <summary>No codes when nothing is earned.</summary>
    public static RecordEffect Of(ListEntryRecord entry, StatusColumn because, Hold? hold, StandingTally tally, Edition edition)
    {
        var all = edition.Triggers.IncentivesOf(because, tally.Subject);
        var codes = tally.HasPenalty || tally.Subject == SubjectKinds.Person ? all.RemoveAll(code => IsExcluded(code, tally, edition)) : all;
        return new RecordEffect(entry.Ref, null, because, codes, codes.Length == all.Length, Terms.LastDay(entry, edition), Withheld(hold, tally));
    }

    private static bool IsExcluded(string code, StandingTally tally, Edition edition) =>
        (tally.HasPenalty && code == IncentiveRuling.ToleranceAcceptance)
        || (tally.Subject == SubjectKinds.Person && edition.Incentives[code].IsScene && !tally.Consents.Contains(code));

    private static EffectHold? Withheld(Hold? hold, StandingTally tally) => (tally.Serious, hold, tally.Registration) switch
    {
        ({ Hold: null } serious, _, _) => new EffectHold(HoldReason.SeriousListing, serious.Record.Number),
        (_, { Kind: HoldKind.Stay } stay, _) => new EffectHold(HoldReason.Stay, stay.Reference, stay.DueOn),
        (_, { } objection, _) => new EffectHold(HoldReason.Objection, objection.Reference, objection.DueOn),
        ({ } disputed, _, _) => new EffectHold(HoldReason.SeriousListing, disputed.Record.Number),
        (_, _, { Status: not RegistrationStatus.Active } gone) => new EffectHold(HoldReason.NotActive, gone.Number),
        _ => null,
    };
}
