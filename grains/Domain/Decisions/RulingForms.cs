namespace CreditGate.Domain.Decisions;

/// <summary>A ruling in writing, kept as long as the ruling itself: a subject's grain gives the same one to thousands of answers. Thread-safe.</summary>
/// <remarks>Kept from the second time on: of subjects that are asked about once, by the million, nothing is kept.</remarks>
public readonly ref struct RulingForms
{
    private readonly Ruling _ruling;

    internal RulingForms(Ruling ruling) => _ruling = ruling;

    /// <summary>The bytes of a form, made by <paramref name="make"/> when they are not kept.</summary>
    public ReadOnlySpan<byte> Of<T>(RulingForm form, T argument, Func<T, byte[]> make)
    {
        if (_ruling.Kept.Find(_ruling, form) is { } kept)
        {
            return kept;
        }

        var made = make(argument);
        _ruling.Kept.Asked(_ruling, form, made);
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
    // Which forms were asked for once, of a ruling of which none is kept: shared by all of them, for most rulings get no further.
    private static readonly Written[] Once = [.. Enumerable.Range(0, 1 << Enum.GetValues<RulingForm>().Length).Select(static asked => new Written(null, asked))];

    private Written? _written;

    /// <summary>Null when the form is not kept; a copy of a ruling that was changed begins anew.</summary>
    public readonly byte[]? Find(Ruling ruling, RulingForm form) =>
        Volatile.Read(in _written) is { } written && ReferenceEquals(written.Ruling, ruling) ? Volatile.Read(ref written.Of(form)) : null;

    /// <summary>Keeps the form if this is not the first time.</summary>
    public void Asked(Ruling ruling, RulingForm form, byte[] made)
    {
        var bit = 1 << (int)form;
        while (true)
        {
            var known = Volatile.Read(ref _written);
            if (known is not null && ReferenceEquals(known.Ruling, ruling))
            {
                if ((Interlocked.Or(ref known.Asked, bit) & bit) != 0)
                {
                    Volatile.Write(ref known.Of(form), made);
                }

                return;
            }

            var asked = known is { Ruling: null } ? known.Asked : 0;
            var next = (asked & bit) == 0 ? Once[asked | bit] : new Written(ruling, asked);
            if (ReferenceEquals(Interlocked.CompareExchange(ref _written, next, known), known) && next.Ruling is null)
            {
                return;
            }
        }
    }

    public readonly bool Equals(RulingFormsPlace other) => true;

    public override readonly bool Equals(object? obj) => obj is RulingFormsPlace;

    public override readonly int GetHashCode() => 0;

    private sealed class Written(Ruling? ruling, int asked)
    {
        public int Asked = asked;

        private byte[]? _evidence;
        private byte[]? _zh;
        private byte[]? _en;

        public Ruling? Ruling { get; } = ruling;

        public ref byte[]? Of(RulingForm form)
        {
            switch (form)
            {
                case RulingForm.Evidence: return ref _evidence;
                case RulingForm.Zh: return ref _zh;
                default: return ref _en;
            }
        }
    }
}
