using CreditGate.Actors.Ledger;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Receipts;

/// <summary>The receipts of the spool, block by block, and where request ids lead.</summary>
internal sealed class BlockTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _add = new(
        connection, "INSERT INTO block (last_sequence, first_sequence, segment, lowest_id, highest_id, at, rows) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    private readonly Statement _addRequest = new(connection, "INSERT INTO request (credential, request_id, at, sequence) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _next = new(
        connection, "SELECT last_sequence, first_sequence, segment, rows FROM block WHERE last_sequence > ?1 ORDER BY last_sequence LIMIT 1");

    private readonly Statement _byId = new(connection, "SELECT segment, rows FROM block WHERE lowest_id <= ?1 AND highest_id >= ?1");
    private readonly Statement _bySequence = new(connection, "SELECT segment, rows FROM block WHERE last_sequence >= ?1 ORDER BY last_sequence LIMIT 1");
    private readonly Statement _byRequest = new(
        connection, "SELECT sequence FROM request WHERE credential = ?1 AND request_id = ?2 AND at >= ?3 ORDER BY at LIMIT 1");

    private readonly Statement _remove = new(connection, "DELETE FROM block WHERE last_sequence <= ?1");
    private readonly Statement _removeRequests = new(connection, "DELETE FROM request WHERE sequence <= ?1");

    public void Add(BlockRows block) => _add
        .Bind(1, block.LastSequence).Bind(2, block.FirstSequence).Bind(3, block.Segment).Bind(4, block.LowestId).Bind(5, block.HighestId).Bind(6, block.At).Bind(7, block.Written)
        .Run();

    public void AddRequest(SpooledReceipt receipt, long sequence) =>
        _addRequest.BindText(1, receipt.Credential).BindText(2, receipt.RequestId).Bind(3, receipt.At).Bind(4, sequence).Run();

    /// <summary>The first blocks of one segment, until they hold so many receipts.</summary>
    /// <param name="after">The sequence behind which to begin.</param>
    public SpooledReceipts? Oldest(int atMost, ref byte[] room, long after = 0)
    {
        var (found, length) = ((SpooledReceipts?)null, 0);
        while ((found?.Count ?? 0) < atMost && After(found?.LastSequence ?? after, found?.Segment, length, ref room) is var (next, end))
        {
            (found, length) = (next with { Count = next.Count + (found?.Count ?? 0) }, end);
        }

        return found is null ? null : found with { Rows = room.AsMemory(0, length) };
    }

    /// <summary>The next block, copied to its place in the room; null when there is none, or it is of another segment.</summary>
    private (SpooledReceipts Block, int End)? After(long sequence, string? segment, int at, ref byte[] room)
    {
        var bytes = room;
        var next = _next.Bind(1, sequence).First(row =>
        {
            var rows = row.Span(3);
            if (segment is not null && row.Text(2) != segment)
            {
                return null;
            }

            if (bytes.Length - at < rows.Length)
            {
                Array.Resize(ref bytes, Math.Max(bytes.Length * 2, at + rows.Length));
            }

            rows.CopyTo(bytes.AsSpan(at));
            return ((SpooledReceipts, int)?)(new SpooledReceipts(row.Text(2), (int)(row.Int64(0) - row.Int64(1) + 1), row.Int64(0), default), at + rows.Length);
        });
        room = bytes;
        return next;
    }

    public StoredReceipt? Find(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        return _byId.Bind(1, bytes).All(row => Find(row, receipt => receipt.Id.SequenceEqual(bytes))).Find(static found => found is not null);
    }

    /// <summary>The first receipt of a request id at or after an instant.</summary>
    public StoredReceipt? Find(string credential, string requestId, DateTimeOffset since) =>
        _byRequest.Bind(1, credential).Bind(2, requestId).Bind(3, since.UtcTicks).First(static row => (long?)row.Int64(0)) is { } sequence
            ? _bySequence.Bind(1, sequence).First(row => Find(row, receipt => receipt.Sequence == sequence))
            : null;

    /// <summary>Removes the blocks that end at or before a sequence.</summary>
    public int Remove(long throughSequence)
    {
        _removeRequests.Bind(1, throughSequence).Run();
        return _remove.Bind(1, throughSequence).Run();
    }

    public void Dispose() => Array.ForEach(
        [_add, _addRequest, _next, _byId, _bySequence, _byRequest, _remove, _removeRequests], static statement => statement.Dispose());

    private static StoredReceipt? Find(Statement row, Predicate<SpooledReceipt> isIt)
    {
        for (var rest = row.Span(1); !rest.IsEmpty;)
        {
            var receipt = new SpooledReceipt(rest);
            if (isIt(receipt))
            {
                return receipt.ToStored(row.Text(0));
            }

            rest = rest[receipt.Length..];
        }

        return null;
    }
}
