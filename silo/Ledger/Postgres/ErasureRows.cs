using CreditGate.Actors.Ledger;
using CreditGate.Actors.Retention;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Retention;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Erasures that were ordered, and what of a subject's history they take out.</summary>
internal static class ErasureRows
{
    private const string AllOrdered =
        "SELECT declaration.payload, erasure.finished_at, erasure.late FROM erasure JOIN declaration ON declaration.sequence = erasure.declaration ORDER BY erasure.declaration";

    private const string ErasedOf = "SELECT version, payload FROM event WHERE subject = $1 AND kind = 'SubjectErased' ORDER BY version DESC";

    private const string CameAll =
        """
        UPDATE erasure SET late = late + came.receipts, finished_at = NULL
        FROM (
            SELECT subject, COUNT(*) AS receipts FROM unnest($1::text[], $2::bigint[]) AS receipt (subject, version)
            WHERE EXISTS (SELECT 1 FROM event WHERE event.subject = receipt.subject AND event.version > receipt.version AND event.kind = 'SubjectErased')
            GROUP BY subject) AS came
        WHERE erasure.subject = came.subject
        """;

    private const string PageOf =
        """
        SELECT position, version, at, actor, kind, payload, segment, sequence, salt, commitment, chain FROM event
        WHERE subject = $1 AND version < $2 AND kind <> 'SubjectErased' AND salt <> ''::bytea ORDER BY version LIMIT $3
        """;

    private const string HeardAfter =
        """
        SELECT page.subject, event.at < $3 AND event.kind <> 'SubjectErased' AND (page.subject > 'p-' OR EXISTS (
            SELECT 1 FROM record WHERE record.subject = page.subject AND record.kind = 'Registration' AND convert_from(record.payload, 'UTF8')::jsonb ->> 'status' = 'Deregistered'))
        FROM (SELECT subject, version FROM subject WHERE subject > $1 AND subject < $2 ORDER BY subject LIMIT $4) AS page
            CROSS JOIN LATERAL (SELECT at, kind FROM event WHERE event.subject = page.subject AND event.version = page.version) AS event
        ORDER BY page.subject
        """;

    private const string RemoveAll =
        """
        UPDATE event SET payload = a.payload, salt = ''::bytea
        FROM unnest($2::bigint[], $3::bytea[]) AS a (position, payload) WHERE event.subject = $1 AND event.position = a.position
        """;

    public static async Task Order(NpgsqlConnection connection, RetentionAct erasure)
    {
        var declaration = (await DeclarationRows.Add(connection, [SealedDeclaration.Of(erasure)]))[0];
        await connection.Run("INSERT INTO erasure (declaration, id, finished_at, subject) VALUES ($1, $2, NULL, $3)", declaration, erasure.Id, HistoryRemovals.SubjectOf(erasure));
    }

    public static Task Finish(NpgsqlConnection connection, OrderedErasure erasure, DateTimeOffset at) =>
        connection.Run("UPDATE erasure SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL AND late = $3", erasure.Act.Id, at.UtcTicks, erasure.Late);

    /// <summary>Receipts came: those that rest on what was erased since have the erasure gone on with.</summary>
    public static async Task Came(NpgsqlConnection connection, IEnumerable<StoredReceipt> receipts)
    {
        if (receipts.Where(static receipt => HistoryRemovals.PersonOf(receipt.Subject) is not null).ToList() is { Count: > 0 } persons)
        {
            await connection.Run(CameAll, persons.Column(static receipt => receipt.Subject), persons.Column(static receipt => receipt.SubjectVersion));
        }
    }

    public static Task<List<OrderedErasure>> All(NpgsqlConnection connection) => connection.All(
        static row => new OrderedErasure(SealedDeclaration.ReadRetention(row.Blob(0)), row.IsDBNull(1) ? null : row.Instant(1), row.GetInt64(2)), AllOrdered, []);

    public static async Task<long> ErasedAt(NpgsqlConnection connection, RetentionAct erasure) => HistoryRemovals.VersionOf(
        erasure.Id, await connection.All(static row => (row.GetInt64(0), row.Blob(1)), ErasedOf, [HistoryRemovals.SubjectOf(erasure)]));

    public static Task<List<EventRow>> Page(NpgsqlConnection connection, string subject, long below, int atMost) => connection.All(
        row => new EventRow(
            row.GetInt64(0), subject, row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.Blob(5), row.GetString(6), row.GetInt64(7), row.Blob(8), row.Blob(9), row.Blob(10)),
        PageOf,
        [subject, below, atMost]);

    /// <summary>Keys between two, in their order, and whether each is quiet.</summary>
    public static Task<List<(string Key, bool IsQuiet)>> Heard(NpgsqlConnection connection, string after, string to, DateTimeOffset before, int atMost) => connection.All(
        static row => (row.GetString(0), row.GetBoolean(1)), HeardAfter, [after, to, before.UtcTicks, atMost]);

    public static Task<int> Remove(NpgsqlConnection connection, string subject, HistoryRemovals removals) =>
        connection.Run(RemoveAll, subject, removals.Events.Column(static row => row.Position), removals.Events.Column(static row => row.Left));

    /// <summary>What follows from events that are gone.</summary>
    public static async Task RemoveWhatFollows(NpgsqlConnection connection, string subject, long below)
    {
        await connection.Run("DELETE FROM record WHERE subject = $1 AND version < $2", subject, below);
        await connection.Run("DELETE FROM case_party WHERE id IN (SELECT id FROM case_file WHERE subject = $1 AND NOT is_open)", subject);
        await connection.Run("DELETE FROM case_file WHERE subject = $1 AND NOT is_open", subject);
        if (HistoryRemovals.PersonOf(subject) is { } person)
        {
            await connection.Run("DELETE FROM mirror_pending WHERE person = $1", subject);
            await connection.Run("UPDATE person SET masked_name = '' WHERE id = $1", person);
        }
    }
}
