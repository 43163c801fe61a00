namespace CreditGate.Domain.Decisions.Explaining;

/// <summary>What came of a step. Names are part of the API: they are only ever added.</summary>
public enum StepCode
{
    EditionInForce,
    AmbiguousIdentity,
    NothingKnown,

    RecordInForce,
    RecordHeld,
    RecordRepaired,
    RecordShielded,
    RecordWithdrawn,
    RecordRemoved,
    RecordNotYetInForce,
    RecordOutOfTerm,
    RecordRestrictsNothing,
    ListNotEnabled,
    PenaltyPublic,
    PenaltyNotPublic,

    RuleApplied,
    RuleSuspended,
    RuleSuspendedStatutory,
    RuleFactOpen,
    RuleFactSettledAgainst,
    RuleOtherSubjectKind,
    RuleOtherLinkedRole,
    RuleReachesNobody,
    RuleNotTriggered,
    RulesOfOtherMatters,

    ListingProposes,
    ListingAdvises,
    ListingSuspended,

    CountsAgainst,
    CountsWhenUpheld,
    CountsNotMinor,
    CountsNotGone,
    CountsNotPast,
    CleanThreeYears,
    CleanTooYoung,
    CleanPending,
    CleanPendingYoung,
    CleanNot,
    CleanUnknown,

    IncentiveGranted,
    IncentiveWithheld,
    IncentivesNotEarned,

    OutcomeDecided,

    ValidToAnswerAge,
    ValidToSourceLimit,
    ValidToEditionEnd,
    ValidToTermStart,
    ValidToTermEnd,
    ValidToPublicityStart,
    ValidToPublicityEnd,
    ValidToLookBackEnd,
    ValidToThreeYearsOld,
}

/// <summary>The stage of every code.</summary>
internal static class Stages
{
    public static Stage Of(StepCode code) => code switch
    {
        <= StepCode.NothingKnown => Stage.Catalogue,
        <= StepCode.PenaltyNotPublic => Stage.Records,
        <= StepCode.RulesOfOtherMatters => Stage.Rules,
        <= StepCode.ListingSuspended => Stage.Listings,
        <= StepCode.CleanUnknown => Stage.ThreeYears,
        <= StepCode.IncentivesNotEarned => Stage.Incentives,
        StepCode.OutcomeDecided => Stage.Outcome,
        _ => Stage.Validity,
    };
}
