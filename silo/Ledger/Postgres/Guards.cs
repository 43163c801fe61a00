using System.Text.Json;
using CreditGate.Actors.Pushes;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Moves subjects, and a push job, from the versions at which they must stand. What stands elsewhere is left alone.</summary>
internal static class Guards
{
    // Isolation is said, not inherited: in another one, a conflict would fail the whole transaction.
    private const string Begin = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

    // Subjects are found by their keys, one by one: rather than hash so many, the planner would read the whole table.
    private const string ByKey = "SET LOCAL enable_hashjoin = off";
    private const string ByKeyAlone = "SET LOCAL enable_mergejoin = off";

    // A job that is to end may only be moved to its end.
    private const string AdvanceJob =
        """
        UPDATE push_job SET step = $2, is_open = $3, progress = $4
        WHERE id = $1 AND step = $2 - 1 AND is_open AND (NOT is_cancelled OR NOT $3) AND ($5 = ''::bytea OR progress = $5)
        RETURNING id
        """;

    // Every transaction takes its new subjects first and its known ones then, each in the order of their keys: no two can wait for each other in a circle.
    private const string EnterSubjects =
        """
        INSERT INTO subject (subject, version, due_at)
        SELECT a.subject, a.version, a.due_at FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS a (subject, version, due_at) ORDER BY a.subject COLLATE "C"
        ON CONFLICT (subject) DO NOTHING
        RETURNING subject
        """;

    private const string AdvanceSubjects =
        """
        WITH held AS MATERIALIZED (
            SELECT moved.subject, moved.version, moved.due_at
            FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) AS moved (subject, expected, version, due_at)
                CROSS JOIN LATERAL (SELECT FROM subject WHERE subject.subject = moved.subject AND subject.version = moved.expected FOR UPDATE) AS standing)
        UPDATE subject SET version = held.version, due_at = held.due_at FROM held WHERE subject.subject = held.subject
        RETURNING subject.subject
        """;

    /// <summary>Begins the transaction that holds what passed.</summary>
    public static async Task<Passed> Pass(NpgsqlConnection connection, IReadOnlyList<PreparedAppend> appends, PushStep? step)
    {
        await using var batch = new NpgsqlBatch(connection).Then(Begin).Then(ByKey).Then(ByKeyAlone);
        if (step is not null)
        {
            batch.Then(AdvanceJob, step.Job, step.After.Step, step.After.IsOpen, Written(step.After), step.Foreseen is { } foreseen ? Written(foreseen) : []);
        }

        Add(batch, [.. appends.Where(static append => append.ExpectedVersion == 0)], [.. appends.Where(static append => append.ExpectedVersion != 0)]);
        await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        var isRefused = step is not null && !await reader.ReadAsync().ConfigureAwait(false);
        if (step is not null)
        {
            await reader.NextResultAsync().ConfigureAwait(false);
        }

        var subjects = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            subjects.UnionWith(await reader.Rows(static row => row.GetString(0)).ConfigureAwait(false));
        }
        while (await reader.NextResultAsync().ConfigureAwait(false));
        return new Passed(subjects, isRefused);
    }

    private static byte[] Written(PushProgress progress) => JsonSerializer.SerializeToUtf8Bytes(progress, PushLedgerJson.Context.PushProgress);

    private static void Add(NpgsqlBatch batch, PreparedAppend[] entered, PreparedAppend[] moved)
    {
        if (entered is not [])
        {
            batch.Then(EnterSubjects,
                entered.Column(static append => append.Subject), entered.Column(static append => append.NewVersion), entered.Column(static append => append.DueAt?.UtcTicks));
        }

        if (moved is not [])
        {
            batch.Then(AdvanceSubjects,
                moved.Column(static append => append.Subject), moved.Column(static append => append.ExpectedVersion),
                moved.Column(static append => append.NewVersion), moved.Column(static append => append.DueAt?.UtcTicks));
        }
    }
}

/// <param name="Subjects">Those that stood at the expected version and are held by the transaction.</param>
internal readonly record struct Passed(HashSet<string> Subjects, bool StepRefused);
