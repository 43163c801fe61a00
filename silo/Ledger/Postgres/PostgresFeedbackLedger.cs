using CreditGate.Actors.Changes;
using CreditGate.Actors.Feedback;
using CreditGate.Actors.Nodes;
using CreditGate.Domain.Feedback;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresFeedbackLedger(PostgresLedger ledger, ChangeSignal signal, Actors.Nodes.Notices? notices = null) : IFeedbackLedger
{
    private const string OfReceipts = "SELECT payload FROM check_task WHERE receipt = ANY($1) ORDER BY receipt";

    private const string GivenOn = "SELECT payload FROM feedback WHERE receipt = ANY($1) AND salt <> ''::bytea ORDER BY sequence";

    private const string Page =
        """
        SELECT payload FROM check_task
        WHERE receipt > $1 AND ($2::text IS NULL OR organisation = $2) AND ($3::boolean IS NULL OR is_open = $3) AND ($4::boolean IS NULL OR is_overdue = $4)
        ORDER BY receipt LIMIT $5
        """;

    private const string DueUntil = "SELECT payload FROM check_task WHERE due_at <= $1 ORDER BY due_at, receipt LIMIT $2";

    public async ValueTask<IReadOnlyList<StoredFeedback>> Find(IReadOnlyCollection<Guid> receipts, CancellationToken cancellation = default)
    {
        var ids = receipts.ToArray();
        var tasks = await ledger.Read(connection => connection.All(Stored, OfReceipts, [ids], cancellation), cancellation);
        var given = (await ledger.Read(connection => connection.All(static row => SealedFeedback.Read(row.Blob(0)), GivenOn, [ids], cancellation), cancellation))
            .ToLookup(static line => line.Receipt);
        return [.. tasks.Select(task => new StoredFeedback(task, [.. given[task.Receipt]]))];
    }

    public async ValueTask<IReadOnlyList<CheckTask>> List(CheckTaskQuery query, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(Stored, Page, [query.After, query.Organisation, query.IsOpen, query.IsOverdue, query.AtMost], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<CheckTask>> Due(DateTimeOffset now, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(connection => connection.All(Stored, DueUntil, [now.UtcTicks, atMost], cancellation), cancellation);

    public async Task<IReadOnlySet<Guid>> Take(IReadOnlyList<FeedbackStep> steps, LookedThrough? looked = null)
    {
        var prepared = steps.Select(PreparedStep.Of).ToArray();
        var taken = await ledger.Write(connection => FeedbackRows.Take(connection, prepared, looked));
        if (prepared.Any(step => step.Told is not null && taken.Contains(step.Task.Receipt)))
        {
            signal.Pulse();
            notices?.Tell(Notice.Ledger);
        }

        return taken;
    }

    public async ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default) => (await ledger.Read(
        connection => connection.All(static row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), "SELECT segment, sequence FROM receipt_looked", [], cancellation), cancellation))
        .ToDictionary(StringComparer.Ordinal);

    private static CheckTask Stored(NpgsqlDataReader row) => PreparedStep.Read(row.Blob(0));
}
