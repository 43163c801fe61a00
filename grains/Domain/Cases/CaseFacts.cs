namespace CreditGate.Domain.Cases;

/// <summary>Codes of guards, as the definition names them.</summary>
internal static class CaseFacts
{
    public const string MaterialMissing = "material-missing";
    public const string SubmissionComplete = "submission-complete";
    public const string MarkSet = "mark-set";
    public const string MarkSettled = "mark-settled";
    public const string RecordCorrected = "record-corrected";
    public const string ReasonGiven = "reason-given";
    public const string IsRepeated = "is-repeated";
    public const string NotBarred = "not-barred";
    public const string MinimumPublicityServed = "minimum-publicity-served";
    public const string DutiesDone = "duties-done";
    public const string CommitmentMade = "commitment-made";
    public const string StatementGiven = "statement-given";
    public const string CourtRuling = "court-ruling-shown";
    public const string Partly = "partly";
    public const string ActionsSettled = "actions-settled";
    public const string RecordNoLongerUsed = "record-no-longer-used";
    public const string TargetsPublished = "targets-published";
    public const string MeasureHasBasis = "measure-has-basis";
    public const string RestsOnDisputed = "rests-on-disputed";
    public const string RecordRestored = "record-restored";
    public const string EssentialsPresent = "essentials-present";
    public const string PromiseWithDeadline = "promise-with-deadline";
    public const string ExemplarOrClean = "exemplar-or-clean";
    public const string PromiseOverdue = "promise-overdue";
    public const string ActionTold = "action-told";
    public const string ReasonIfDifferent = "reason-if-different";
    public const string SubjectTold = "subject-told";
    public const string DefenceHeard = "defence-heard";
    public const string BasisPresent = "basis-present";
    public const string NoOppositeList = "no-opposite-list";

    /// <summary>Those of the pairs that hold.</summary>
    public static IEnumerable<string> Holding(params IEnumerable<(string Code, bool Holds)> facts) => facts.Where(static fact => fact.Holds).Select(static fact => fact.Code);
}
