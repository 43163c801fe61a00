namespace CreditGate.Domain;

/// <summary>What a reader of input found: a value, or the fault that names the place and the fix.</summary>
public readonly record struct Parsed<T>
    where T : class
{
    private Parsed(T? value, Fault? fault) => (Value, Fault) = (value, fault);

    public T? Value { get; }

    public Fault? Fault { get; }

    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Fault fault) => new(null, fault);
}

/// <summary>Why some input cannot be used: a stable code, and a text that says where and how to mend it.</summary>
/// <param name="Code">Stable, kebab-case.</param>
public sealed record Fault(string Code, LocalText Text);
