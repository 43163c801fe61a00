using CreditGate.Actors.Ledger;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Receipts;

/// <summary>The writer's session on the spool; gives receipts their places in the chain.</summary>
internal sealed class SpoolSession(SqliteConnection connection) : SqliteSession(connection)
{
    private SpoolHead? _head;
    private bool _moved;

    public ReceiptTable Receipts { get; } = new(connection);

    public SpoolTable Spool { get; } = new(connection);

    /// <param name="receipt">With salt and commitment; the chain's columns are set here.</param>
    public StoredReceipt Add(StoredReceipt receipt)
    {
        var head = (_head ??= Spool.Head()).Next(receipt.Commitment);
        var placed = receipt with { Segment = head.Segment, Sequence = head.Sequence, Chain = head.Chain };
        if (!Receipts.Add(placed))
        {
            throw new InvalidOperationException($"Receipt {receipt.Id} is in the spool already.");
        }

        (_head, _moved) = (head, true);
        return placed;
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
        if (_moved && _head is { } head)
        {
            Spool.Keep(head);
            _moved = false;
        }
    }

    protected override void Reload() => (_head, _moved) = (null, false);

    protected override void Dispose(bool disposing)
    {
        Receipts.Dispose();
        Spool.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A reading connection on the spool.</summary>
internal sealed class SpoolReader(SqliteConnection connection) : IDisposable
{
    public ReceiptTable Receipts { get; } = new(connection);

    public SpoolTable Spool { get; } = new(connection);

    public void Dispose()
    {
        Receipts.Dispose();
        Spool.Dispose();
        connection.Dispose();
    }
}
