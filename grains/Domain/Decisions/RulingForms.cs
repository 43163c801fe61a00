namespace CreditGate.Domain.Decisions;

/// <summary>A ruling in writing, kept as long as the ruling itself: a subject's grain gives the same one to thousands of answers. Thread-safe.</summary>
/// <remarks>Kept from the second time on: of subjects that are asked about once, by the million, nothing is kept.</remarks>
public readonly ref struct RulingForms
{
    private readonly Ruling _ruling;

    internal RulingForms(Ruling ruling) => _ruling = ruling;

    /// <summary>The bytes of a form; empty when they are not kept.</summary>
    public ReadOnlySpan<byte> Find(RulingForm form) => _ruling.Kept.Find(_ruling, form);

    /// <summary>Notes that a form is asked for that is not kept. False the first time: it need not be made by itself.</summary>
    public bool IsAskedAgain(RulingForm form) => _ruling.Kept.IsAskedAgain(_ruling, form);

    public void Keep(RulingForm form, byte[] made) => _ruling.Kept.Keep(_ruling, form, made);
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

    /// <summary>Notes that the form is asked for; false the first time.</summary>
    public bool IsAskedAgain(Ruling ruling, RulingForm form)
    {
        var bit = 1 << (int)form;
        while (true)
        {
            var known = Volatile.Read(ref _written);
            if (known is not null && ReferenceEquals(known.Ruling, ruling))
            {
                return (Interlocked.Or(ref known.Asked, bit) & bit) != 0;
            }

            var asked = AskedOf(known);
            if ((asked & bit) != 0)
            {
                return true;
            }

            if (ReferenceEquals(Interlocked.CompareExchange(ref _written, Once[asked | bit], known), known))
            {
                return false;
            }
        }
    }

    public void Keep(Ruling ruling, RulingForm form, byte[] made)
    {
        while (true)
        {
            var known = Volatile.Read(ref _written);
            if (known is not null && ReferenceEquals(known.Ruling, ruling))
            {
                Volatile.Write(ref known.Of(form), made);
                return;
            }

            Interlocked.CompareExchange(ref _written, new Written(ruling, AskedOf(known)), known);
        }
    }

    public readonly bool Equals(RulingFormsPlace other) => true;

    public override readonly bool Equals(object? obj) => obj is RulingFormsPlace;

    public override readonly int GetHashCode() => 0;

    /// <summary>Of another ruling that this one was copied from, nothing counts.</summary>
    private static int AskedOf(Written? known) => known is { Ruling: null } ? known.Asked : 0;

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
