using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues;

public enum MatterCategory
{
    Approval,
    Registration,
    Resources,
    Funds,
    Inspection,
    Personnel,
    Honours,
    Finance,
    Customs,
    Service,
    Consumption,
}

/// <summary>The eight statuses of the domain table.</summary>
public enum StatusColumn
{
    RedList,
    Exemplar,
    Clean3Y,
    Ordinary,
    Penalised,
    SeriousListed,
    UnderObjection,
    Repaired,
}

public enum Verdict
{
    Incentivise,
    Proceed,
    ProceedWithReminder,
    EvaluateRules,
    Restrict,
    Advise,
    SuspendAdverse,
    Recompute,
}

/// <summary>What a matter does with a status: one of the 320 cells.</summary>
/// <param name="Codes">Incentive codes, or measure items such as M10.</param>
public sealed record Cell(Verdict Verdict, ImmutableArray<string> Codes, LocalText Text);

/// <summary>What the caller is about to do (事项).</summary>
/// <param name="Departments">Organisation codes of the handling departments that the plan names; empty when none of them does (banks).</param>
/// <param name="AnswerAgeWorkingDays">Longest time in working days for which an answer may be relied on.</param>
public sealed record Matter(
    string Code,
    LocalText Name,
    MatterCategory Category,
    LocalText HandlingDepartments,
    ImmutableArray<string> Departments,
    SubjectKinds SubjectKinds,
    bool MustCheck,
    int AnswerAgeWorkingDays,
    FrozenDictionary<StatusColumn, Cell> Cells,
    Provenance Confidence)
{
    public Cell this[StatusColumn column] => Cells[column];
}
