namespace CreditGate.LoadTests;

/// <summary>Named arguments after the fixed ones.</summary>
internal sealed class Arguments(string[] rest)
{
    public bool Has(string name) => rest.Contains(name);

    /// <exception cref="ArgumentException">The name stands there without a value.</exception>
    public string? Value(string name) => Array.IndexOf(rest, name) switch
    {
        < 0 => null,
        var at when at + 1 < rest.Length => rest[at + 1],
        _ => throw new ArgumentException($"{name} needs a value."),
    };
}
