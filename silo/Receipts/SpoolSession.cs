using CreditGate.Actors.Ledger;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Receipts;

/// <summary>The writer's session on the spool; gives receipts their places in the chain and gathers them in blocks.</summary>
internal sealed class SpoolSession(SqliteConnection connection) : SqliteSession(connection)
{
    private readonly BlockRows _block = new();
    private SpoolHead? _head;
    private bool _moved;

    public ReceiptsOfSpool Receipts { get; } = new(connection);

    public SpoolTable Spool { get; } = new(connection);

    /// <param name="row">Of <see cref="SpooledReceipt"/>, without a place.</param>
    /// <returns>Its place, until the next one is added.</returns>
    public SpoolHead Add(ReadOnlySpan<byte> row)
    {
        var receipt = new SpooledReceipt(row);
        var head = _head ??= Spool.Head();
        head.Move(receipt.Commitment);
        if (_block.IsFull || (_block.Count > 0 && _block.Segment != head.Segment))
        {
            EndBlock();
        }

        _block.Add(head.Segment, head.Sequence, head.Chain, row);
        if (receipt.HasRequestId)
        {
            Receipts.Blocks.AddRequest(receipt, head.Sequence);
        }

        _moved = true;
        return head;
    }

    /// <summary>The first receipt of a request id at or after an instant, also one of this transaction.</summary>
    public StoredReceipt? Find(string credential, string requestId, DateTimeOffset since)
    {
        EndBlock();
        return Receipts.Find(credential, requestId, since);
    }

    /// <summary>Has the state written again with this commit, as it stands.</summary>
    public bool Prove()
    {
        _head ??= Spool.Head();
        return _moved = true;
    }

    // Once a commit rather than once a receipt.
    public override void Flush()
    {
        EndBlock();
        if (_moved && _head is { } head)
        {
            Spool.Keep(head);
            _moved = false;
        }
    }

    // What was begun before a command is on file before it, so that undoing the command undoes nothing else.
    protected override void BeforeSavepoint() => Flush();

    protected override void Reload()
    {
        _block.Clear();
        (_head, _moved) = (null, false);
    }

    protected override void Dispose(bool disposing)
    {
        Receipts.Dispose();
        Spool.Dispose();
        base.Dispose(disposing);
    }

    private void EndBlock()
    {
        if (_block.Count > 0)
        {
            Receipts.Blocks.Add(_block);
            _block.Clear();
        }
    }
}

/// <summary>A reading connection on the spool.</summary>
internal sealed class SpoolReader(SqliteConnection connection) : IDisposable
{
    public ReceiptsOfSpool Receipts { get; } = new(connection);

    public SpoolTable Spool { get; } = new(connection);

    public void Dispose()
    {
        Receipts.Dispose();
        Spool.Dispose();
        connection.Dispose();
    }
}
