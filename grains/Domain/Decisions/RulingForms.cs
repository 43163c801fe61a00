namespace CreditGate.Domain.Decisions;

/// <summary>A ruling in writing, kept as long as the ruling itself: a subject's grain gives the same one to thousands of answers. Thread-safe.</summary>
/// <remarks>Kept from the second time on: of subjects that are asked about once, by the million, nothing is kept.</remarks>
public sealed class RulingForms
{
    private readonly byte[]?[] _kept = new byte[Enum.GetValues<RulingForm>().Length][];
    private int _asked;

    internal RulingForms(Ruling ruling) => Ruling = ruling;

    internal Ruling Ruling { get; }

    /// <summary>The bytes of a form, made by <paramref name="make"/> when they are not kept.</summary>
    public ReadOnlySpan<byte> Of<T>(RulingForm form, T argument, Func<T, byte[]> make)
    {
        if (Volatile.Read(ref _kept[(int)form]) is { } kept)
        {
            return kept;
        }

        var made = make(argument);
        if ((Interlocked.Or(ref _asked, 1 << (int)form) & (1 << (int)form)) != 0)
        {
            Volatile.Write(ref _kept[(int)form], made);
        }

        return made;
    }
}

/// <summary>What a ruling is written for.</summary>
public enum RulingForm
{
    /// <summary>The JSON in receipts.</summary>
    Evidence,

    /// <summary>What an answer in Chinese says of it.</summary>
    Zh,

    /// <summary>What an answer in English says of it.</summary>
    En,
}

/// <summary>Where a ruling keeps its forms: no part of what it says, so all of these are equal.</summary>
internal struct RulingFormsPlace : IEquatable<RulingFormsPlace>
{
    private RulingForms? _forms;

    /// <summary>The forms of a ruling; a copy that was changed begins anew.</summary>
    public RulingForms Of(Ruling ruling)
    {
        var known = Volatile.Read(ref _forms);
        if (known is not null && ReferenceEquals(known.Ruling, ruling))
        {
            return known;
        }

        var forms = new RulingForms(ruling);
        return Interlocked.CompareExchange(ref _forms, forms, known) is { } other && ReferenceEquals(other.Ruling, ruling) ? other : forms;
    }

    public readonly bool Equals(RulingFormsPlace other) => true;

    public override readonly bool Equals(object? obj) => obj is RulingFormsPlace;

    public override readonly int GetHashCode() => 0;
}
