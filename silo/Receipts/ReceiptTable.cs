using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Receipts;

/// <summary>The receipt table, which the spool and the ledger have alike.</summary>
internal sealed class ReceiptTable(SqliteConnection connection) : IDisposable
{
    private const string Columns =
        "id, at, subject, subject_version, matter, outcome, credential, business_number, request_id, request_hash, payload, segment, sequence, salt, commitment, chain";

    // Only the id may be there already: a second receipt with a sequence that is taken is an error to see, not to pass over.
    private readonly Statement _add = new(
        connection,
        $"INSERT INTO receipt ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) ON CONFLICT (id) DO NOTHING");

    private readonly Statement _byId = new(connection, $"SELECT {Columns} FROM receipt WHERE id = ?1");
    private readonly Statement _byRequest = new(
        connection,
        $"SELECT {Columns} FROM receipt WHERE credential = ?1 AND request_id = ?2 AND at >= ?3 ORDER BY at LIMIT 1");

    private readonly Statement _between = new(connection, $"SELECT {Columns} FROM receipt WHERE id > ?1 AND id < ?2 ORDER BY id LIMIT ?3");
    private readonly Statement _oldest = new(connection, $"SELECT {Columns} FROM receipt ORDER BY sequence LIMIT ?1");

    // The index lies in stretches of 4,096 sequences, so as to be cheap to write: each is looked into.
    private readonly Statement _ofSubject = new(
        connection,
        $"""
        WITH RECURSIVE stretch (number) AS (
            SELECT 0
            UNION ALL SELECT number + 1 FROM stretch WHERE number < (SELECT MAX(sequence >> 12) FROM receipt)),
        found (id) AS (
            SELECT receipt.id FROM stretch CROSS JOIN receipt ON receipt.sequence >> 12 = stretch.number
            WHERE receipt.subject = ?1 AND receipt.id > ?2 ORDER BY receipt.id LIMIT ?3)
        SELECT {Columns} FROM receipt WHERE id IN (SELECT id FROM found) ORDER BY id
        """);

    private readonly Statement _hasContent = new(
        connection,
        """
        WITH RECURSIVE stretch (number) AS (
            SELECT 0
            UNION ALL SELECT number + 1 FROM stretch WHERE number < (SELECT MAX(sequence >> 12) FROM receipt))
        SELECT 1 FROM stretch CROSS JOIN receipt ON receipt.sequence >> 12 = stretch.number
        WHERE receipt.subject = ?1 AND receipt.subject_version < ?2 AND receipt.salt <> x'' LIMIT 1
        """);

    private readonly Statement _glances = new(connection, "SELECT id, sequence, payload FROM receipt WHERE segment = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3");

    /// <summary>False when the receipt was there already.</summary>
    public bool Add(StoredReceipt receipt) => _add
        .Bind(1, receipt.Id.ToByteArray(bigEndian: true)).Bind(2, receipt.At.UtcTicks)
        .Bind(3, receipt.Subject).Bind(4, receipt.SubjectVersion).Bind(5, receipt.Matter).Bind(6, receipt.Outcome)
        .Bind(7, receipt.Credential).Bind(8, receipt.BusinessNumber).Bind(9, receipt.RequestId).Bind(10, receipt.RequestHash)
        .Bind(11, PackedContent.Pack(receipt.Payload)).Bind(12, receipt.Segment).Bind(13, receipt.Sequence)
        .Bind(14, receipt.Salt).Bind(15, receipt.Commitment).Bind(16, receipt.Chain)
        .Run() == 1;

    /// <inheritdoc cref="Add(StoredReceipt)"/>
    public bool Add(SpooledReceipt receipt, string segment)
    {
        _add.Bind(1, receipt.Id).Bind(2, receipt.At)
            .BindText(3, receipt.Subject).Bind(4, receipt.SubjectVersion).BindText(5, receipt.Matter).BindText(6, receipt.Outcome).BindText(7, receipt.Credential);
        _ = receipt.HasBusinessNumber ? _add.BindText(8, receipt.BusinessNumber) : _add.BindNull(8);
        _ = receipt.HasRequestId ? _add.BindText(9, receipt.RequestId) : _add.BindNull(9);
        _ = receipt.HasRequestHash ? _add.Bind(10, receipt.RequestHash) : _add.BindNull(10);
        return _add.Bind(11, receipt.PackedPayload).Bind(12, segment).Bind(13, receipt.Sequence)
            .Bind(14, receipt.Salt).Bind(15, receipt.Commitment).Bind(16, receipt.Chain)
            .Run() == 1;
    }

    public StoredReceipt? Find(Guid id) => _byId.Bind(1, id.ToByteArray(bigEndian: true)).First(Stored);

    /// <summary>The first receipt of a request id at or after an instant.</summary>
    public StoredReceipt? Find(string credential, string requestId, DateTimeOffset since) =>
        _byRequest.Bind(1, credential).Bind(2, requestId).Bind(3, since.UtcTicks).First(Stored);

    /// <summary>Receipts by id, both ends exclusive.</summary>
    public List<StoredReceipt> Between(Guid after, Guid before, int atMost) =>
        _between.Bind(1, after.ToByteArray(bigEndian: true)).Bind(2, before.ToByteArray(bigEndian: true)).Bind(3, atMost).All(Stored);

    /// <summary>The receipts with the lowest sequences. For the spool, where the sequence is the key.</summary>
    public List<StoredReceipt> Oldest(int atMost) => _oldest.Bind(1, atMost).All(Stored);

    public List<StoredReceipt> OfSubject(string subject, Guid after, int atMost) =>
        _ofSubject.Bind(1, subject).Bind(2, after.ToByteArray(bigEndian: true)).Bind(3, atMost).All(Stored);

    /// <summary>Whether one of a subject is there, with content, that rests on a version below the one given.</summary>
    public bool HasContentOf(string subject, long below) => _hasContent.Bind(1, subject).Bind(2, below).First(static row => row.Int64(0)) == 1;

    public List<ReceiptGlance> Glances(string segment, long afterSequence, int atMost)
    {
        byte[] room = [];
        return _glances.Bind(1, segment).Bind(2, afterSequence).Bind(3, atMost)
            .All(row => ReceiptGlance.Of(new Guid(row.Span(0), bigEndian: true), row.Int64(1), PackedContent.Unpack(row.Span(2), ref room)));
    }

    public void Dispose() => Array.ForEach([_add, _byId, _byRequest, _between, _oldest, _ofSubject, _hasContent, _glances], statement => statement.Dispose());

    private static StoredReceipt Stored(Statement row) => new(
        new Guid(row.Span(0), bigEndian: true),
        new DateTimeOffset(row.Int64(1), TimeSpan.Zero),
        row.Text(2),
        row.Int64(3),
        row.Text(4),
        row.Text(5),
        row.Text(6),
        row.TextOrNull(7),
        row.TextOrNull(8),
        row.BlobOrNull(9),
        PackedContent.Unpack(row.Span(10)),
        row.Text(11),
        row.Int64(12),
        row.Blob(13),
        row.Blob(14),
        row.Blob(15));
}
