namespace CreditGate.Domain.Coverage;

/// <summary>What coverage counts. Names are stored: only ever added.</summary>
public enum CoverageMeasure
{
    /// <summary>Answers given, whatever they said.</summary>
    Answers,

    CasesInTime,
    CasesExpired,
    CasesLate,
    CasesNever,

    /// <summary>Cases of matters that need no check.</summary>
    OtherCases,

    /// <summary>Answers with advice that wait for feedback, the last day not passed.</summary>
    AdviceDue,

    /// <summary>The last day passed, and feedback is still missing.</summary>
    AdviceOverdue,

    /// <summary>Fed back in time, everything done as the answer said.</summary>
    AdviceConsistent,

    /// <summary>Fed back in time, something done otherwise, with its reason.</summary>
    AdviceReasoned,

    /// <summary>Fed back whole, after the last day.</summary>
    AdviceLate,

    /// <summary>Verified and concluded within the legal limit.</summary>
    ObjectionsOnTime,
    ObjectionsLate,

    /// <summary>Decided within the legal limit.</summary>
    RepairsOnTime,
    RepairsLate,

    /// <summary>Permits and penalties that came within seven working days of the decision (双公示).</summary>
    PublicityOnTime,
    PublicityLate,

    /// <summary>Tasks of joint actions that were carried out and ended because their record did.</summary>
    MeasuresLifted,

    /// <summary>Of those: from the end of the record to the end of the task, added up.</summary>
    SecondsToLifting,
}

/// <summary>One cell of the counts.</summary>
/// <param name="Month">Of the decision for cases, of the answer for answers, of what is counted for the rest; legal month, such as 202611.</param>
/// <param name="Matter">Empty for what concerns none.</param>
public sealed record CoverageCell(int Month, string Department, string Matter, CoverageMeasure Measure);

/// <param name="Count">How many; as a change, how many more or fewer.</param>
public sealed record CoverageCount(CoverageCell Cell, long Count);
