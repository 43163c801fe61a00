using CreditGate.Domain.Identity;

namespace CreditGate.LoadTests.Rows;

internal enum PlannedKind
{
    Registration,
    Permit,
    Penalty,
    ListEntry,
    TaxGrade,
    Commitment,
}

/// <summary>What one row of a file is about, before it is written in one form or another.</summary>
/// <param name="Index">From 0, without the header.</param>
/// <param name="Serial">Of the fictional entity.</param>
/// <param name="Choice">For whatever else a row has to choose.</param>
internal readonly record struct PlannedRow(int Index, int Serial, PlannedKind Kind, DateOnly DecidedOn, RowFault? Fault, Dice Choice)
{
    /// <summary>Below lie the entities of tests, demonstrations and other loads.</summary>
    private const int FirstSerial = 100_000_000;

    private const int FaultKinds = 12;
    private static readonly DateOnly FirstRegistration = new(2008, 1, 1);

    public string Uscc => FictionalCodes.Entity(Serial).Value;

    /// <summary>The number of its record, unlike that of any other row, but for registrations, which have the entity's code.</summary>
    public string Number => Kind == PlannedKind.Registration ? Uscc : $"{Prefix}〔{DecidedOn.Year}〕{Index}号";

    /// <summary>The code as the file has it.</summary>
    public string SentUscc => Fault switch
    {
        RowFault.WrongCheckDigit => Uscc[..17] + (Uscc[17] == '0' ? '1' : '0'),
        RowFault.LetterForDigit => Uscc.Remove(4, 1).Insert(4, "O"),
        _ => Uscc,
    };

    public string SentNumber => Fault switch
    {
        RowFault.MissingNumber => "",
        RowFault.IdInNumber => $"{Number}附{FictionalCodes.Person(Choice.With(8).Below(FictionalCodes.Persons)).Value}",
        _ => Number,
    };

    public string SentDecidedOn => Fault switch
    {
        RowFault.ImpossibleDate => $"{DecidedOn.Year}-02-30",
        RowFault.FutureDecision => "2098-05-01",
        _ => Utf8Text.Day(DecidedOn),
    };

    /// <summary>The last day of its term, for the kinds that have one.</summary>
    public string SentUntil => Fault switch
    {
        RowFault.DateOutOfRange => "2199-01-01",
        RowFault.EndBeforeStart => Utf8Text.Day(DecidedOn.AddDays(-1)),
        _ => Utf8Text.Day(DecidedOn.AddYears(3)),
    };

    private string Prefix => Kind switch
    {
        PlannedKind.Permit => "示许",
        PlannedKind.Penalty => "示罚",
        PlannedKind.ListEntry => "示列",
        PlannedKind.TaxGrade => "示税",
        _ => "示诺",
    };

    public static PlannedRow Of(RowSpec spec, int index)
    {
        var dice = Dice.Of(spec.Seed, index);
        var subject = SubjectOf(spec, index);
        var fault = dice.With(1).Below(1_000_000) < spec.FaultPercent * 10_000 ? (RowFault)dice.With(2).Below(FaultKinds) : (RowFault?)null;
        var kind = KindOf(spec, index, subject, fault, dice.With(3));
        var decided = kind == PlannedKind.Registration
            ? FirstRegistration.AddDays(subject % 5_000)
            : spec.Today.AddDays(-dice.With(4).Below(dice.With(5).Below(20) == 0 ? 400 : 6));
        return new PlannedRow(index, FirstSerial + subject, kind, decided, fault, dice.With(6));
    }

    /// <summary>Every subject once before any comes again.</summary>
    private static int SubjectOf(RowSpec spec, int index) => (int)(((index * spec.Stride) + (long)(spec.Seed % 1_000_003)) % spec.Subjects);

    private static PlannedKind KindOf(RowSpec spec, int index, int subject, RowFault? fault, Dice dice)
    {
        if (spec.Form == RowForm.PenaltyCsv)
        {
            return PlannedKind.Penalty;
        }

        if (fault is { } planted)
        {
            return planted is RowFault.UnknownCode or RowFault.WrongSubjectKind ? PlannedKind.ListEntry : PlannedKind.Permit;
        }

        var rounds = ((spec.Rows - 1) / spec.Subjects) + 1;
        return index / spec.Subjects == Dice.Of(spec.Seed, subject).With(7).Below(rounds)
            ? PlannedKind.Registration
            : dice.Below(100) switch
            {
                < 45 => PlannedKind.Permit,
                < 80 => PlannedKind.Penalty,
                < 90 => PlannedKind.ListEntry,
                < 95 => PlannedKind.TaxGrade,
                _ => PlannedKind.Commitment,
            };
    }
}
