namespace CreditGate.Domain.Identity;

/// <summary>
/// 统一社会信用代码, GB 32100-2015: 18 characters, both check characters right (the code's own, and that of the
/// organisation code within it, GB 11714-1997). Department, class and region codes are not judged: retired and new ones are in use.
/// </summary>
public sealed record Uscc
{
    private const int Length = 18;

    private Uscc(string value) => Value = value;

    /// <summary>Half-width, upper-case.</summary>
    public string Value { get; }

    /// <summary>组织机构代码 with its check character: positions 9 to 17.</summary>
    public string OrganisationCode => Value[8..17];

    /// <summary>
    /// GB/T 2260 region of the registering authority when the code was issued: positions 3 to 8. Possibly retired since,
    /// and not where the entity is now.
    /// </summary>
    public string RegionAtIssue => Value[2..8];

    /// <summary>Reads a code as people write it: surrounding space, lower case and full-width forms are accepted, look-alikes (O for 0) are not.</summary>
    /// <returns>
    /// The code, or the first fault of: uscc-missing, uscc-length, uscc-character, uscc-organisation-check, uscc-check.
    /// When both checks fail the code is uscc-organisation-check, which narrows the search to positions 9 to 17, and the text names both.
    /// </returns>
    public static Parsed<Uscc> Parse(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return UsccFaults.Missing;
        }

        if (trimmed.Length != Length)
        {
            return UsccFaults.Length(trimmed.Length);
        }

        Span<char> code = stackalloc char[Length];
        CodeText.Normalise(trimmed, code);
        return FaultIn(code) is { } fault ? fault : new Uscc(CodeText.Reuse(text!, code));
    }

    public override string ToString() => Value;

    private static Fault? FaultIn(ReadOnlySpan<char> code)
    {
        if (code.IndexOfAnyExcept(UsccCheck.Characters) is >= 0 and var foreign)
        {
            return UsccFaults.Character(code, foreign);
        }

        var organisation = UsccCheck.OfOrganisation(code[8..16]);
        var check = UsccCheck.Of(code[..17]);
        return (code[16] == organisation, code[17] == check) switch
        {
            (true, true) => null,
            (true, false) => UsccFaults.Check(code[17], check),
            (false, true) => UsccFaults.OrganisationCheck(code[16], organisation),
            (false, false) => UsccFaults.BothChecks(code[16], organisation, code[17], check),
        };
    }
}
