namespace CreditGate.LoadTests.Rows;

/// <summary>The twelve kinds of faults that are planted, one in a row.</summary>
internal enum RowFault
{
    /// <summary>The last character of the code is another one.</summary>
    WrongCheckDigit,

    /// <summary>The letter O stands for the digit 0.</summary>
    LetterForDigit,

    MissingNumber,

    /// <summary>30 February.</summary>
    ImpossibleDate,

    /// <summary>An end in the year 2199.</summary>
    DateOutOfRange,

    /// <summary>Decided in the year 2098.</summary>
    FutureDecision,

    /// <summary>A list, or a category of penalty, that does not exist.</summary>
    UnknownCode,

    /// <summary>A list of persons for an entity; in a CSV file, a category of subject that does not exist.</summary>
    WrongSubjectKind,

    /// <summary>A member that does not exist; in a CSV file, an amount in words.</summary>
    UnknownValue,

    /// <summary>The number holds somebody's ID number (an invented one).</summary>
    IdInNumber,

    EndBeforeStart,

    /// <summary>Half an object; in a CSV file, a comma too many.</summary>
    Unreadable,
}

/// <summary>What the service must say of a planted fault.</summary>
/// <param name="Field">As the sender knows it: a path of the row, or a column.</param>
internal readonly record struct ExpectedFault(string Field, string Code)
{
    public static ExpectedFault Of(RowFault fault, RowForm form) => form == RowForm.Ndjson ? InNdjson(fault) : InPenaltyCsv(fault);

    private static ExpectedFault InNdjson(RowFault fault) => fault switch
    {
        RowFault.WrongCheckDigit => new("subject.uscc", "uscc-check"),
        RowFault.LetterForDigit => new("subject.uscc", "uscc-character"),
        RowFault.MissingNumber => new("number", "missing"),
        RowFault.ImpossibleDate => new("decidedOn", "not-a-date"),
        RowFault.DateOutOfRange => new("until", "date-out-of-range"),
        RowFault.FutureDecision => new("decidedOn", "date-in-future"),
        RowFault.UnknownCode => new("list", "unknown-list"),
        RowFault.WrongSubjectKind => new("subject", "subject-kind"),
        RowFault.UnknownValue => new("fineCny", "wrong-shape"),
        RowFault.IdInNumber => new("number", "id-number-in-text"),
        RowFault.EndBeforeStart => new("until", "ends-before-start"),
        RowFault.Unreadable => new("", "not-json"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static ExpectedFault InPenaltyCsv(RowFault fault) => fault switch
    {
        RowFault.WrongCheckDigit => new("CF_XDR_SHXYM", "uscc-check"),
        RowFault.LetterForDigit => new("CF_XDR_SHXYM", "uscc-character"),
        RowFault.MissingNumber => new("CF_WSH", "missing"),
        RowFault.ImpossibleDate => new("CF_JDRQ", "not-a-date"),
        RowFault.DateOutOfRange => new("CF_YXQ", "date-out-of-range"),
        RowFault.FutureDecision => new("CF_JDRQ", "date-in-future"),
        RowFault.UnknownCode => new("CF_CFLB", "unknown-choice"),
        RowFault.WrongSubjectKind => new("CF_XDR_LB", "unknown-choice"),
        RowFault.UnknownValue => new("CF_NR_FK", "not-a-number"),
        RowFault.IdInNumber => new("CF_WSH", "id-number-in-text"),
        RowFault.EndBeforeStart => new("CF_YXQ", "ends-before-start"),
        RowFault.Unreadable => new("", "too-many-cells"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
