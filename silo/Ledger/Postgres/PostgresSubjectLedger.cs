using System.Collections.Immutable;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Nodes;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Telemetry;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresSubjectLedger(PostgresLedger ledger, ChangeSignal signal, Actors.Nodes.Notices? notices = null) : ISubjectLedger
{
    private const string OfSubject = "SELECT version, position, payload FROM event WHERE subject = $1 AND version > $2 ORDER BY version";

    private const string AfterPosition = "SELECT position, subject, version FROM event WHERE position > $1 ORDER BY position LIMIT $2";

    // One statement, so that version and events are of one moment. Subject by subject: joined as wholes, a chunk would read every event of the ledger.
    private const string OfMany =
        """
        SELECT asked.subject, head.version, happened.version, happened.position, happened.payload
        FROM unnest($1::text[]) AS asked (subject)
            CROSS JOIN LATERAL (SELECT version FROM subject WHERE subject.subject = asked.subject LIMIT 1) AS head
            LEFT JOIN LATERAL (
                SELECT version, position, payload FROM event
                WHERE event.subject = asked.subject AND event.version <= head.version AND head.version <= $2 ORDER BY event.version LIMIT $2) AS happened ON true
        """;

    public bool IsShared => true;

    // Each commit is a few exchanges with the server, and a plan for every statement of them.
    public int BulkRows => 1_000;

    public async ValueTask<IReadOnlyList<StoredEvent>> Read(SubjectKey subject, long afterVersion, CancellationToken cancellation = default) =>
        await ledger.Read(connection => connection.All(static row => Stored(row, 0), OfSubject, [subject.Value, afterVersion], cancellation), cancellation);

    public async ValueTask<SubjectHistory> History(SubjectKey subject, int longest, CancellationToken cancellation = default) =>
        (await Histories([subject], longest, cancellation))[0];

    public ValueTask<long> LastPosition(CancellationToken cancellation = default) => ledger.Read(
        connection => connection.First(static row => row.GetInt64(0), "SELECT COALESCE(MAX(position), 0) FROM event", [], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<AppendedEvent>> Appended(long afterPosition, int atMost, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(static row => new AppendedEvent(row.GetInt64(0), row.GetString(1), row.GetInt64(2)), AfterPosition, [afterPosition, atMost], cancellation), cancellation);

    public async Task<AppendOutcome> Append(SubjectAppend append)
    {
        var prepared = PreparedAppend.Of(append);
        var outcome = await LedgerMeter.Write(() => ledger.Groups.Append(prepared));
        Announce(outcome.Committed, !append.Changes.IsEmpty, Notice.Ledger);
        return outcome;
    }

    public async Task<BulkOutcome> AppendMany(ImmutableArray<SubjectAppend> appends, PushStep? step = null)
    {
        var outcome = await LedgerMeter.Write(() => ledger.Bulk.Append(appends, step));
        Announce(outcome.Committed, appends.Any(static append => !append.Changes.IsEmpty), (appends.IsEmpty ? Notice.None : Notice.Ledger) | (step is null ? Notice.None : Notice.Moves));
        return outcome;
    }

    public async ValueTask<IReadOnlyList<SubjectHistory>> Histories(IReadOnlyList<SubjectKey> subjects, int longest, CancellationToken cancellation = default)
    {
        var names = subjects.Column(static subject => subject.Value);
        var asked = names.Distinct(StringComparer.Ordinal).ToArray();
        var rows = await ledger.Read(
            connection => connection.All(
                static row => (Subject: row.GetString(0), Version: row.GetInt64(1), Event: row.IsDBNull(2) ? null : Stored(row, 2)), OfMany, [asked, longest], cancellation),
            cancellation);
        var known = rows.GroupBy(static row => row.Subject, StringComparer.Ordinal).ToDictionary(static subject => subject.Key, StringComparer.Ordinal);
        return names.Column(name => !known.TryGetValue(name, out var found) ? new SubjectHistory(0, []) : found.First() is { Version: var version, Event: null }
            ? new SubjectHistory(version, null)
            : new SubjectHistory(found.First().Version, [.. found.Select(static row => row.Event!)]));
    }

    public Task MirrorsDelivered(IReadOnlyCollection<PendingMirror> mirrors) => ledger.Write(connection => MirrorRows.Delivered(connection, mirrors));

    public async ValueTask<IReadOnlyList<PendingMirror>> PendingMirrors(int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(connection => MirrorRows.Oldest(connection, atMost, cancellation), cancellation);

    private static StoredEvent Stored(NpgsqlDataReader row, int first) => new(
        row.GetInt64(first),
        row.GetInt64(first + 1),
        EventJson.Read(row.Blob(first + 2), row.GetInt64(first + 1)));

    private void Announce(bool isCommitted, bool hasChanges, Notice notice)
    {
        if (isCommitted)
        {
            notices?.Tell(notice);
            if (hasChanges)
            {
                signal.Pulse();
            }
        }
    }
}
