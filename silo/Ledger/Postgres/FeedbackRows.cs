using CreditGate.Actors.Feedback;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Feedback;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Writes steps of feedback: tasks by their versions, then what was said, then what the feed tells of it.</summary>
internal static class FeedbackRows
{
    // The chain is one for all nodes: the lock is held to the commit, so whoever comes second goes on from what the first one left.
    private const string TakeTurn = "SELECT pg_advisory_xact_lock(hashtextextended('creditgate feedback', 0))";

    private const string OpenTasks =
        """
        INSERT INTO check_task (receipt, organisation, is_open, is_overdue, due_at, version, payload)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::boolean[], $5::bigint[], $6::int[], $7::bytea[])
        ON CONFLICT (receipt) DO NOTHING RETURNING receipt
        """;

    private const string MoveTasks =
        """
        UPDATE check_task AS kept SET is_open = now.is_open, is_overdue = now.is_overdue, due_at = now.due_at, version = now.version, payload = now.payload
        FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::boolean[], $5::bigint[], $6::int[], $7::bytea[])
            AS now (receipt, organisation, is_open, is_overdue, due_at, version, payload)
        WHERE kept.receipt = now.receipt AND kept.organisation = now.organisation AND kept.version = now.version - 1
        RETURNING kept.receipt
        """;

    private const string TasksOf = "SELECT payload FROM check_task WHERE receipt = ANY($1)";

    private const string Last = "SELECT segment, sequence, chain FROM feedback ORDER BY sequence DESC LIMIT 1";

    private const string AddGiven =
        """
        INSERT INTO feedback (sequence, receipt, code, organisation, action, at, credential, payload, segment, salt, commitment, chain)
        SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::bytea[], $9::text[], $10::bytea[], $11::bytea[], $12::bytea[])
        """;

    private const string Look =
        """
        INSERT INTO receipt_looked AS known (segment, sequence) VALUES ($1, $2)
        ON CONFLICT (segment) DO UPDATE SET sequence = GREATEST(known.sequence, excluded.sequence)
        """;

    public static async Task<HashSet<Guid>> Take(NpgsqlConnection connection, PreparedStep[] steps, LookedThrough? looked)
    {
        await connection.Run(TakeTurn);
        var (taken, before) = (new HashSet<Guid>(), new Dictionary<Guid, CheckTask>());
        foreach (var (sql, some) in ((string, PreparedStep[])[])[
            (OpenTasks, [.. steps.Where(static step => step.Task.Version == 1)]), (MoveTasks, [.. steps.Where(static step => step.Task.Version > 1)])])
        {
            foreach (var task in sql == MoveTasks && some is not [] ? await connection.All(static row => PreparedStep.Read(row.Blob(0)), TasksOf, [some.Column(static step => step.Task.Receipt)]) : [])
            {
                before[task.Receipt] = task;
            }

            taken.UnionWith(some is [] ? [] : await connection.All(static row => row.GetGuid(0), sql, Columns(some)));
        }

        var mine = steps.Where(step => taken.Contains(step.Task.Receipt)).ToArray();
        await CoverageRows.Count(connection, mine.SelectMany(step => Delivery.Moved(step.Task.Version == 1 ? null : before[step.Task.Receipt], step.Task)));
        await Add(connection, [.. mine.SelectMany(static step => step.Given)]);
        if (looked is not null)
        {
            await connection.Run(Look, looked.Segment, looked.Sequence);
        }

        // Last, because it takes the lock of positions.
        WrittenChange[] told = [.. mine.Select(static step => step.Told).OfType<WrittenChange>()];
        if (told is not [])
        {
            await connection.Run(PostgresChangeLedger.EnterChange, told.Column(static change => change.At.UtcTicks), told.Column(static change => change.Payload));
        }

        return taken;
    }

    private static async Task Add(NpgsqlConnection connection, SealedFeedback[] given)
    {
        if (given is [])
        {
            return;
        }

        var head = FeedbackHead.After(await connection.First(static row => new FeedbackHead(row.GetString(0), row.GetInt64(1), row.Blob(2)), Last, []));
        var heads = new List<FeedbackHead>(given.Length);
        foreach (var line in given)
        {
            heads.Add(head = head.After(line));
        }

        await connection.Run(AddGiven,
            heads.Column(static row => row.Sequence), given.Column(static line => line.Given.Receipt), given.Column(static line => line.Given.Code),
            given.Column(static line => line.Given.Organisation), given.Column(static line => line.Given.Action.ToString()), given.Column(static line => line.Given.At.UtcTicks),
            given.Column(static line => line.Given.Credential), given.Column(static line => line.Content.Payload), heads.Column(static row => row.Segment),
            given.Column(static line => line.Content.Salt), given.Column(static line => line.Content.Commitment), heads.Column(static row => row.Chain));
    }

    private static object?[] Columns(PreparedStep[] steps) =>
    [
        steps.Column(static step => step.Task.Receipt), steps.Column(static step => step.Task.Organisation), steps.Column(static step => step.Task.IsOpen),
        steps.Column(static step => step.Task.IsOverdue), steps.Column(static step => step.Task.DueAt?.UtcTicks), steps.Column(static step => step.Task.Version),
        steps.Column(static step => step.Payload),
    ];
}
