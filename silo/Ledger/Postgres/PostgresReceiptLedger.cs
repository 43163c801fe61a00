using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Evidence.Rows;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresReceiptLedger(PostgresLedger ledger, ReceiptMonths months) : IReceiptLedger, IReceiptHistory
{
    internal const string Columns =
        "id, at, subject, subject_version, matter, outcome, credential, business_number, request_id, request_hash, payload, segment, sequence, salt, commitment, chain";

    private const string Add =
        $"""
        INSERT INTO receipt ({Columns})
        SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bytea[], $11::bytea[],
            $12::text[], $13::bigint[], $14::bytea[], $15::bytea[], $16::bytea[])
        ON CONFLICT (id) DO NOTHING
        RETURNING segment, sequence
        """;

    // A row comes back unless the segment had already come as far: a second receipt with a sequence that is taken is an error to see, not to pass over.
    private const string Advance =
        """
        INSERT INTO receipt_segment AS known (segment, sequence) VALUES ($1, $3)
        ON CONFLICT (segment) DO UPDATE SET sequence = excluded.sequence WHERE known.sequence < $2
        RETURNING sequence
        """;

    // The id says nothing that the instant does not, but by it only the newest months are looked into.
    private const string ByRequest =
        $"SELECT {Columns} FROM receipt WHERE credential = $1 AND request_id = $2 AND at >= $3 AND id >= $4 ORDER BY at LIMIT 1";

    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    public async Task AddReceipts(IReadOnlyList<StoredReceipt> receipts)
    {
        await months.Ensure(receipts);
        await ledger.Write(connection => Write(connection, receipts));
    }

    public ValueTask<StoredReceipt?> FindReceipt(Guid id, CancellationToken cancellation = default) =>
        ledger.Read(connection => connection.First(Stored, $"SELECT {Columns} FROM receipt WHERE id = $1", [id], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<StoredReceipt>> Receipts(Guid after, Guid before, int atMost, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(Stored, $"SELECT {Columns} FROM receipt WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3", [after, before, atMost], cancellation), cancellation);

    public ValueTask<StoredReceipt?> FindReceipt(string credential, string requestId, DateTimeOffset since, CancellationToken cancellation = default) => ledger.Read(
        connection => connection.First(Stored, ByRequest, [credential, requestId, since.UtcTicks, ReceiptMonths.LowestId(since - Margin)], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<StoredReceipt>> OfSubject(string subject, Guid after, int atMost, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(
            Stored, $"SELECT {Columns} FROM receipt WHERE subject = $1 AND id > $2 ORDER BY id LIMIT $3", [subject, after, atMost], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<ReceiptGlance>> Glances(string segment, long afterSequence, int atMost, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(
            static row => ReceiptGlance.Of(row.GetGuid(0), row.GetInt64(1), PackedContent.Unpack(row.Blob(2))),
            "SELECT id, sequence, payload FROM receipt WHERE segment = $1 AND sequence > $2 ORDER BY sequence LIMIT $3", [segment, afterSequence, atMost], cancellation), cancellation);

    private static async Task<int> Write(NpgsqlConnection connection, IReadOnlyList<StoredReceipt> receipts)
    {
        var added = await connection.All(static row => (Segment: row.GetString(0), Sequence: row.GetInt64(1)), Add,
        [
            receipts.Column(static receipt => receipt.Id), receipts.Column(static receipt => receipt.At.UtcTicks),
            receipts.Column(static receipt => receipt.Subject), receipts.Column(static receipt => receipt.SubjectVersion),
            receipts.Column(static receipt => receipt.Matter), receipts.Column(static receipt => receipt.Outcome),
            receipts.Column(static receipt => receipt.Credential), receipts.Column(static receipt => receipt.BusinessNumber),
            receipts.Column(static receipt => receipt.RequestId), receipts.Column(static receipt => receipt.RequestHash),
            receipts.Column(static receipt => PackedContent.Pack(receipt.Payload)), receipts.Column(static receipt => receipt.Segment),
            receipts.Column(static receipt => receipt.Sequence), receipts.Column(static receipt => receipt.Salt),
            receipts.Column(static receipt => receipt.Commitment), receipts.Column(static receipt => receipt.Chain),
        ]);
        foreach (var segment in added.GroupBy(static receipt => receipt.Segment, static receipt => receipt.Sequence).OrderBy(static segment => segment.Key, StringComparer.Ordinal))
        {
            var isFree = segment.Distinct().Count() == segment.Count()
                && await connection.First(static _ => true, Advance, [segment.Key, segment.Min(), segment.Max()]);
            if (!isFree)
            {
                throw new InvalidDataException($"Two receipts claim one place in segment {segment.Key}; none of this batch was added.");
            }
        }

        var places = added.ToHashSet();
        await ErasureRows.Came(connection, receipts.Where(receipt => places.Contains((receipt.Segment, receipt.Sequence))));
        return added.Count;
    }

    internal static StoredReceipt Stored(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.Instant(1),
        row.GetString(2),
        row.GetInt64(3),
        row.GetString(4),
        row.GetString(5),
        row.GetString(6),
        row.TextOrNull(7),
        row.TextOrNull(8),
        row.BlobOrNull(9),
        PackedContent.Unpack(row.Blob(10)),
        row.GetString(11),
        row.GetInt64(12),
        row.Blob(13),
        row.Blob(14),
        row.Blob(15));
}
