using CreditGate.Silo.Ledger;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Receipts;

/// <summary>What the spool keeps beside its receipts: where its chain stands, and what may leave.</summary>
internal sealed class SpoolTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _state = new(connection, "SELECT segment, sequence, chain FROM spool_state");
    private readonly Statement _keep = new(
        connection,
        """
        INSERT INTO spool_state (id, segment, sequence, chain) VALUES (1, ?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET segment = excluded.segment, sequence = excluded.sequence, chain = excluded.chain
        """);

    private readonly Statement _removeRows = new(connection, "DELETE FROM receipt WHERE sequence <= ?1");
    private readonly Statement _oldestRow = new(connection, "SELECT sequence, at FROM receipt ORDER BY sequence LIMIT 1");
    private readonly Statement _oldestBlock = new(connection, "SELECT first_sequence, at FROM block ORDER BY last_sequence LIMIT 1");

    public SpoolHead Head() => _state.First(static row => new SpoolHead(row.Text(0), row.Int64(1), row.Blob(2))) is { } head
        ? HashChain.IsCurrentOfReceipts(head.Segment) ? head : SpoolHead.OfNewSegment(head.Sequence)
        : SpoolHead.OfNewSegment(0);

    public void Keep(SpoolHead head) => _keep.Bind(1, head.Segment).Bind(2, head.Sequence).Bind(3, head.Chain).Run();

    /// <summary>Removes rows of an earlier release up to a sequence, inclusive.</summary>
    public int RemoveRows(long throughSequence) => _removeRows.Bind(1, throughSequence).Run();

    /// <summary>Sequences have no gaps, so what is left reaches from the oldest receipt to the head.</summary>
    public SpoolBacklog Backlog()
    {
        var oldest = _oldestRow.First(Oldest) ?? _oldestBlock.First(Oldest);
        return oldest is { } first && _state.First(static row => (long?)row.Int64(1)) is { } last ? new SpoolBacklog(last - first.Sequence + 1, first.At) : SpoolBacklog.None;
    }

    public void Dispose() => Array.ForEach([_state, _keep, _removeRows, _oldestRow, _oldestBlock], statement => statement.Dispose());

    private static (long Sequence, DateTimeOffset At)? Oldest(Statement row) => (row.Int64(0), new DateTimeOffset(row.Int64(1), TimeSpan.Zero));
}

/// <summary>The last place in the spool's chain that was given out. Moved in place: every receipt moves it.</summary>
internal sealed class SpoolHead(string segment, long sequence, byte[] chain)
{
    public string Segment => segment;

    public long Sequence { get; private set; } = sequence;

    /// <summary>Until the next move.</summary>
    public ReadOnlySpan<byte> Chain => chain;

    /// <param name="after">Sequences go on: they order the whole spool.</param>
    public static SpoolHead OfNewSegment(long after)
    {
        var segment = HashChain.NewReceiptSegment();
        return new SpoolHead(segment, after, HashChain.Genesis(segment));
    }

    public void Move(ReadOnlySpan<byte> commitment)
    {
        HashChain.Next(chain, commitment, chain);
        Sequence++;
    }
}

/// <summary>Receipts that the ledger does not hold yet.</summary>
/// <param name="OldestAt">Instant of the oldest; null when there is none.</param>
internal sealed record SpoolBacklog(long Depth, DateTimeOffset? OldestAt)
{
    public static readonly SpoolBacklog None = new(0, null);
}
