using System.Text.Json;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Nodes;
using CreditGate.Domain;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Identity;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresChangeLedger(PostgresLedger ledger, ChangeSignal signal, Actors.Nodes.Notices? notices = null) : IChangeLedger
{
    private const string After = "SELECT position, payload FROM change WHERE position > $1 ORDER BY position LIMIT $2";

    private const string Bounds = "SELECT COALESCE(MIN(position), 0), COALESCE(MAX(position), 0) FROM change";

    private const string DueUntil = "SELECT subject, version, due_at FROM subject WHERE due_at <= $1 ORDER BY due_at, subject LIMIT $2";

    // Subjects are taken in the order of their keys, as appends take them.
    private const string SetDue =
        """
        WITH due AS (SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS a (subject, version, due_at)),
            held AS MATERIALIZED (
                SELECT subject.subject FROM subject JOIN due ON subject.subject = due.subject AND subject.version = due.version
                ORDER BY subject.subject FOR UPDATE OF subject)
        UPDATE subject SET due_at = due.due_at FROM due WHERE subject.subject = due.subject AND subject.subject IN (SELECT held.subject FROM held)
        """;

    private const string EnterEditions = "INSERT INTO edition_announced (edition) SELECT * FROM unnest($1::text[]) ON CONFLICT (edition) DO NOTHING";

    // Looks at a page of subjects; comes back with the last of it, whether or not any of them moved.
    private const string CallUpAfter =
        """
        WITH page AS MATERIALIZED (SELECT subject.subject FROM subject WHERE subject.subject > $2 ORDER BY subject.subject LIMIT $3 FOR UPDATE),
            moved AS (
                UPDATE subject SET due_at = $1 WHERE subject.subject IN (SELECT page.subject FROM page) AND (due_at IS NULL OR due_at > $1)
                AND EXISTS (SELECT 1 FROM record WHERE record.subject = subject.subject AND kind NOT IN ('Registration', 'Permit')))
        SELECT MAX(page.subject) FROM page
        """;

    internal const string EnterChange = "SELECT ledger_enter('', 0, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', $1, $2)";

    // Only from the beginning, so that what is kept has no gap.
    private const string ForgetBefore =
        "DELETE FROM change WHERE position < COALESCE((SELECT MIN(position) FROM change WHERE at >= $1), (SELECT MAX(position) FROM change))";

    public async ValueTask<IReadOnlyList<StoredChange>> Changes(long after, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(connection => connection.All(Stored, After, [after, atMost], cancellation), cancellation);

    public ValueTask<(long First, long Last)> Range(CancellationToken cancellation = default) =>
        ledger.Read(connection => connection.First(static row => (row.GetInt64(0), row.GetInt64(1)), Bounds, [], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<DueSubject>> Due(DateTimeOffset now, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(connection => connection.All(DueOf, DueUntil, [now.UtcTicks, atMost], cancellation), cancellation);

    public Task Reschedule(IReadOnlyList<DueSubject> subjects) => ledger.Write(connection => connection.Run(
        SetDue,
        subjects.Column(static due => due.Subject.Value), subjects.Column(static due => due.Version), subjects.Column(static due => due.DueAt?.UtcTicks)));

    public async ValueTask<IReadOnlySet<string>> Announced(CancellationToken cancellation = default) => (await ledger.Read(
        connection => connection.All(static row => row.GetString(0), "SELECT edition FROM edition_announced", [], cancellation), cancellation)).ToHashSet(StringComparer.Ordinal);

    public async Task<bool> Announce(StandingChange edition)
    {
        var written = WrittenChange.Of(edition);
        var isNew = await ledger.Write(async connection =>
        {
            if (await connection.Run(EnterEditions, [new[] { edition.Edition }]) == 0)
            {
                return false;
            }

            await connection.Run(EnterChange, [new[] { written.At.UtcTicks }, new[] { written.Payload }]);
            return true;
        });
        if (isNew)
        {
            signal.Pulse();
            notices?.Tell(Notice.Ledger);
        }

        return isNew;
    }

    public Task TakeAsKnown(IReadOnlyCollection<string> editions) =>
        ledger.Write(connection => connection.Run(EnterEditions, [editions.Order(StringComparer.Ordinal).ToArray()]));

    public Task<string?> CallUp(DateTimeOffset dueAt, string after, int atMost) =>
        ledger.Write(connection => connection.First(static row => row.TextOrNull(0), CallUpAfter, [dueAt.UtcTicks, after, atMost]));

    public Task<int> Forget(DateTimeOffset olderThan) => ledger.Write(connection => connection.Run(ForgetBefore, olderThan.UtcTicks));

    private static StoredChange Stored(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        JsonSerializer.Deserialize(row.Blob(1), LedgerJson.Context.StandingChange) ?? throw new InvalidDataException($"Entry {row.GetInt64(0)} of the feed is empty."));

    private static DueSubject DueOf(NpgsqlDataReader row) =>
        SubjectKey.TryParse(row.GetString(0), out var subject)
            ? new DueSubject(subject, row.GetInt64(1), row.Instant(2))
            : throw new InvalidDataException("A due subject has no key.");
}
