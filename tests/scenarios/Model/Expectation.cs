namespace CreditGate.Scenarios;

/// <summary>
/// What an answer must hold, or did hold. Members left out are not compared; the order of codes does not matter, their number does.
/// Enum values are written in camel case.
/// </summary>
internal sealed record Expectation
{
    public string? Outcome { get; init; }

    public string[]? Statuses { get; init; }

    /// <summary>Such as M01.03@P01; M03.01@P08/director for a person named in the check.</summary>
    public string[]? Measures { get; init; }

    public string[]? Incentives { get; init; }

    /// <summary>Such as I05:seriousListing.</summary>
    public string[]? Withheld { get; init; }

    /// <summary>As for measures; a measure that rests on no rule, but on the matter's cell, is its item alone, such as M10.</summary>
    public string[]? Suspended { get; init; }

    /// <summary>What holds the suspended measures, and to which day: such as objection:YY-1:2026-06-01.</summary>
    public string[]? Holds { get; init; }

    public string[]? Advice { get; init; }

    public string[]? Questions { get; init; }

    public string[]? Proposals { get; init; }

    public string[]? Reminders { get; init; }

    /// <summary>Last days of the measures, such as M01.03@P01:2029-04-30; open for none.</summary>
    public string[]? Terms { get; init; }

    public string[]? StaleSources { get; init; }

    public string[]? Warnings { get; init; }

    public string? Edition { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>One line for each member that was expected and is otherwise.</summary>
    public IEnumerable<string> DifferencesFrom(Expectation observed)
    {
        (string Member, object? Expected, object? Observed)[] members =
        [
            ("outcome", Outcome, observed.Outcome),
            ("statuses", Codes(Statuses), Codes(observed.Statuses)),
            ("measures", Codes(Measures), Codes(observed.Measures)),
            ("incentives", Codes(Incentives), Codes(observed.Incentives)),
            ("withheld", Codes(Withheld), Codes(observed.Withheld)),
            ("suspended", Codes(Suspended), Codes(observed.Suspended)),
            ("holds", Codes(Holds), Codes(observed.Holds)),
            ("advice", Codes(Advice), Codes(observed.Advice)),
            ("questions", Codes(Questions), Codes(observed.Questions)),
            ("proposals", Codes(Proposals), Codes(observed.Proposals)),
            ("reminders", Codes(Reminders), Codes(observed.Reminders)),
            ("terms", Codes(Terms), Codes(observed.Terms)),
            ("staleSources", Codes(StaleSources), Codes(observed.StaleSources)),
            ("warnings", Codes(Warnings), Codes(observed.Warnings)),
            ("edition", Edition, observed.Edition),
            ("validUntil", ValidUntil?.ToUniversalTime(), observed.ValidUntil?.ToUniversalTime()),
        ];

        return members
            .Where(static member => member.Expected is not null && !member.Expected.Equals(member.Observed))
            .Select(static member => $"{member.Member}: expected {member.Expected}, was {member.Observed}");
    }

    private static string? Codes(string[]? codes) => codes is null ? null : $"[{string.Join(' ', codes.Order(StringComparer.Ordinal))}]";
}
