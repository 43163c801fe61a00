using CreditGate.Domain.Catalogues;

namespace CreditGate.Domain.Decisions.Comparing;

/// <summary>Which list of a ruling a line stands in.</summary>
public enum LineKind
{
    Measure,
    Incentive,
    Withheld,
    Suspended,
    Reminder,
    Advice,
    Question,
    Proposal,
    Status,
}

/// <summary>What a line says, whatever the record behind it: the same code under another force is another line.</summary>
public readonly record struct RulingLine(LineKind Kind, string Code, Force? Force = null, Effect? Effect = null);
