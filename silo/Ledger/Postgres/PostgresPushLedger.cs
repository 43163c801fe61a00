using System.Text.Json;
using CreditGate.Actors.Nodes;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Silo.Telemetry;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresPushLedger(PostgresLedger ledger, Actors.Nodes.Notices? notices = null) : IPushLedger
{
    private const string Job = "SELECT job, progress, is_cancelled FROM push_job";

    private const string EnterJob =
        """
        INSERT INTO push_job (id, credential, organisation, key, step, is_open, is_cancelled, expires_at, job, progress)
        VALUES ($1, $2, $3, $4, 0, true, false, $5, $6, $7) ON CONFLICT (credential, key) DO NOTHING
        """;

    private const string TakeOpen =
        """
        UPDATE push_job SET runner = $2, leased_until = clock_timestamp() + $3
        WHERE id = $1 AND is_open AND (runner IS NULL OR runner = $2 OR leased_until <= clock_timestamp())
            AND (is_cancelled OR NOT EXISTS (SELECT 1 FROM push_job AS older WHERE older.organisation = push_job.organisation AND older.is_open AND older.id < push_job.id))
        RETURNING id
        """;

    private const string LinesAfter = "SELECT line, payload FROM push_line WHERE job = $1 AND kind = $2 AND line > $3 ORDER BY line LIMIT $4";

    private const string Expired = "SELECT id FROM push_job WHERE expires_at <= $1 AND expires_at > $2 AND NOT is_open ORDER BY id";

    private static readonly TimeSpan NamedAgain = TimeSpan.FromDays(30);

    public async Task<KeptPush> Enter(PushJob job)
    {
        var kept = await ledger.Write(connection => Entered(connection, job));
        notices?.Tell(Notice.Jobs);
        return kept;
    }

    public ValueTask<KeptPush?> Find(Guid id, CancellationToken cancellation = default) =>
        ledger.Read(connection => connection.First(Kept, $"{Job} WHERE id = $1", [id], cancellation), cancellation);

    public ValueTask<KeptPush?> Find(string credential, string key, CancellationToken cancellation = default) =>
        ledger.Read(connection => ByKey(connection, credential, key, cancellation), cancellation);

    public async ValueTask<IReadOnlyList<KeptPush>> OfOrganisation(string organisation, int atMost, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(Kept, $"{Job} WHERE organisation = $1 ORDER BY id DESC LIMIT $2", [organisation, atMost], cancellation), cancellation);

    public async ValueTask<IReadOnlyList<KeptPush>> Open(CancellationToken cancellation = default) =>
        await ledger.Read(connection => connection.All(Kept, $"{Job} WHERE is_open ORDER BY id", [], cancellation), cancellation);

    public async Task<bool> Advance(PushStep step)
    {
        var outcome = await LedgerMeter.Write(() => ledger.Bulk.Append([], step));
        notices?.Tell(step.After.IsOpen ? Notice.Moves : Notice.Jobs);
        return outcome.Committed;
    }

    public Task<bool> Take(Guid id, string runner, TimeSpan hold) => ledger.Write(connection => connection.First(static _ => true, TakeOpen, [id, runner, hold]));

    public async Task Release(Guid id, string runner)
    {
        await ledger.Write(connection => connection.Run("UPDATE push_job SET runner = NULL, leased_until = NULL WHERE id = $1 AND runner = $2", id, runner));
        notices?.Tell(Notice.Jobs);
    }

    public async Task<bool> Cancel(Guid id)
    {
        var isOpen = await ledger.Write(async connection => await connection.Run("UPDATE push_job SET is_cancelled = true WHERE id = $1 AND is_open", id) == 1);
        notices?.Tell(Notice.Jobs);
        return isOpen;
    }

    public async ValueTask<IReadOnlyList<PushLine>> Lines(Guid id, PushLineKind kind, int afterLine, int atMost, CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(row => new PushLine(kind, row.GetInt32(0), row.Blob(1)), LinesAfter, [id, kind.ToString(), afterLine, atMost], cancellation), cancellation);

    public ValueTask<(int Usable, int Missing)> CountMissing(PushJob job, CancellationToken cancellation = default) =>
        ledger.Read(connection => SnapshotRows.Count(connection, job, cancellation), cancellation);

    public async ValueTask<IReadOnlyList<(SubjectKey Subject, PublicCreditRecord Record)>> Missing(
        PushJob job, string afterSubject, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(connection => SnapshotRows.After(connection, job, afterSubject, atMost, cancellation), cancellation);

    public async Task<IReadOnlyList<Guid>> Expire(DateTimeOffset now) => await ledger.Write(async connection =>
    {
        var ids = await connection.All(static row => row.GetGuid(0), Expired, [now.UtcTicks, (now - NamedAgain).UtcTicks]);
        await connection.Run("DELETE FROM push_line WHERE job = ANY($1)", [ids.ToArray()]);
        await connection.Run("DELETE FROM push_named WHERE job = ANY($1)", [ids.ToArray()]);
        return ids;
    });

    private static async Task<KeptPush> Entered(NpgsqlConnection connection, PushJob job)
    {
        await connection.Run(
            EnterJob, job.Id, job.Credential, job.Organisation, job.Key, job.ExpiresAt.UtcTicks,
            JsonSerializer.SerializeToUtf8Bytes(job, PushLedgerJson.Context.PushJob),
            JsonSerializer.SerializeToUtf8Bytes(new PushProgress(), PushLedgerJson.Context.PushProgress));
        return await ByKey(connection, job.Credential, job.Key, CancellationToken.None) ?? throw new InvalidOperationException("A push job that was entered is not there.");
    }

    private static Task<KeptPush?> ByKey(NpgsqlConnection connection, string credential, string key, CancellationToken cancellation) =>
        connection.First(Kept, $"{Job} WHERE credential = $1 AND key = $2", [credential, key], cancellation);

    private static KeptPush Kept(NpgsqlDataReader row) => new(
        JsonSerializer.Deserialize(row.Blob(0), PushLedgerJson.Context.PushJob) ?? throw new InvalidDataException("A push job is empty."),
        JsonSerializer.Deserialize(row.Blob(1), PushLedgerJson.Context.PushProgress) ?? throw new InvalidDataException("The progress of a push job is empty."),
        row.GetBoolean(2));
}
