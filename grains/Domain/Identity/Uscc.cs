namespace CreditGate.Domain.Identity;

/// <summary>统一社会信用代码, GB 32100-2015.</summary>
public sealed record Uscc
{
    private Uscc(string value) => Value = value;

    public string Value { get; }

    public static Parsed<Uscc> Parse(string? text) => new Uscc(text ?? "");
}
