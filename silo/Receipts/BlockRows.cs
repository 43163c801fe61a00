using CreditGate.Actors.Ledger;

namespace CreditGate.Silo.Receipts;

/// <summary>The block that a transaction is filling. One buffer, used again and again.</summary>
internal sealed class BlockRows
{
    /// <summary>So that a block is shipped in one small transaction.</summary>
    public const int Most = 250;

    private const int Usual = 262_144;
    private const int MostKept = 4_194_304;

    private readonly byte[] _lowest = new byte[16];
    private readonly byte[] _highest = new byte[16];
    private byte[] _rows = new byte[Usual];
    private int _length;

    public string Segment { get; private set; } = "";

    public int Count { get; private set; }

    public long FirstSequence { get; private set; }

    public long LastSequence { get; private set; }

    /// <summary>UTC ticks.</summary>
    public long At { get; private set; }

    public ReadOnlySpan<byte> LowestId => _lowest;

    public ReadOnlySpan<byte> HighestId => _highest;

    public ReadOnlySpan<byte> Written => _rows.AsSpan(0, _length);

    public bool IsFull => Count >= Most;

    public void Clear()
    {
        (Count, _length) = (0, 0);
        if (_rows.Length > MostKept)
        {
            _rows = new byte[Usual];
        }
    }

    /// <summary>Takes a receipt in, at its place in the chain.</summary>
    public void Add(string segment, long sequence, ReadOnlySpan<byte> chain, ReadOnlySpan<byte> row)
    {
        if (_rows.Length - _length < row.Length)
        {
            Array.Resize(ref _rows, Math.Max(_rows.Length * 2, _length + row.Length));
        }

        var room = _rows.AsSpan(_length, row.Length);
        row.CopyTo(room);
        SpooledReceipt.Place(room, sequence, chain);
        var receipt = new SpooledReceipt(room);
        if (Count == 0)
        {
            (Segment, FirstSequence, At) = (segment, sequence, receipt.At);
            receipt.Id.CopyTo(_lowest);
            receipt.Id.CopyTo(_highest);
        }
        else if (receipt.Id.SequenceCompareTo(_lowest) < 0)
        {
            receipt.Id.CopyTo(_lowest);
        }
        else if (receipt.Id.SequenceCompareTo(_highest) > 0)
        {
            receipt.Id.CopyTo(_highest);
        }

        LastSequence = sequence;
        Count++;
        _length += row.Length;
    }
}
