using CreditGate.Actors.Retention;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Erasures that were ordered, and what of a person's history they take out.</summary>
internal static class ErasureRows
{
    private const string AllOrdered =
        "SELECT declaration.payload, erasure.finished_at FROM erasure JOIN declaration ON declaration.sequence = erasure.declaration ORDER BY erasure.declaration";

    private const string ErasedAtOf = "SELECT COALESCE(MAX(version), 0) FROM event WHERE subject = $1 AND kind = 'SubjectErased' AND at >= $2";

    private const string PageOf =
        """
        SELECT position, version, at, actor, kind, payload, segment, sequence, salt, commitment, chain FROM event
        WHERE subject = $1 AND version < $2 AND kind <> 'SubjectErased' AND salt <> ''::bytea ORDER BY version LIMIT $3
        """;

    private const string PersonsAfter =
        """
        SELECT page.subject, event.at, event.kind
        FROM (SELECT subject, version FROM subject WHERE subject > $1 AND subject < 'p.' ORDER BY subject LIMIT $2) AS page
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
        await connection.Run("INSERT INTO erasure (declaration, id, finished_at) VALUES ($1, $2, NULL)", declaration, erasure.Id);
    }

    public static Task Finish(NpgsqlConnection connection, Guid erasure, DateTimeOffset at) =>
        connection.Run("UPDATE erasure SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL", erasure, at.UtcTicks);

    public static Task<List<OrderedErasure>> All(NpgsqlConnection connection) => connection.All(
        static row => new OrderedErasure(SealedDeclaration.ReadRetention(row.Blob(0)), row.IsDBNull(1) ? null : row.Instant(1)), AllOrdered, []);

    public static Task<long> ErasedAt(NpgsqlConnection connection, string subject, DateTimeOffset since) =>
        connection.First(static row => row.GetInt64(0), ErasedAtOf, [subject, since.UtcTicks]);

    public static Task<List<EventRow>> Page(NpgsqlConnection connection, string subject, long below, int atMost) => connection.All(
        row => new EventRow(
            row.GetInt64(0), subject, row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.Blob(5), row.GetString(6), row.GetInt64(7), row.Blob(8), row.Blob(9), row.Blob(10)),
        PageOf,
        [subject, below, atMost]);

    public static Task<List<HeardPerson>> Persons(NpgsqlConnection connection, Guid after, int atMost) => connection.All(
        static row => new HeardPerson(row.GetString(0), row.Instant(1), row.GetString(2) == HistoryRemovals.Kept), PersonsAfter, [SubjectKey.OfPerson(after).Value, atMost]);

    public static Task<int> Remove(NpgsqlConnection connection, string subject, HistoryRemovals removals) =>
        connection.Run(RemoveAll, subject, removals.Events.Column(static row => row.Position), removals.Events.Column(static row => row.Left));

    /// <summary>What follows from events that are gone.</summary>
    public static async Task RemoveWhatFollows(NpgsqlConnection connection, string subject, long below)
    {
        await connection.Run("DELETE FROM record WHERE subject = $1 AND version < $2", subject, below);
        await connection.Run("DELETE FROM mirror_pending WHERE person = $1", subject);
        await connection.Run("DELETE FROM case_party WHERE id IN (SELECT id FROM case_file WHERE subject = $1 AND NOT is_open)", subject);
        await connection.Run("DELETE FROM case_file WHERE subject = $1 AND NOT is_open", subject);
        if (HistoryRemovals.PersonOf(subject) is { } person)
        {
            await connection.Run("UPDATE person SET masked_name = '' WHERE id = $1", person);
        }
    }
}
