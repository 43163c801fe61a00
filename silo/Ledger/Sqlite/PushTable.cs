using System.Text.Json;
using CreditGate.Actors.Pushes;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Push jobs and their lines.</summary>
internal sealed class PushTable(SqliteConnection connection) : IDisposable
{
    private const string Job = "SELECT job, progress, is_cancelled FROM push_job";

    private readonly Statement _enter = new(
        connection,
        """
        INSERT INTO push_job (id, credential, organisation, key, step, is_open, is_cancelled, expires_at, job, progress)
        VALUES (?1, ?2, ?3, ?4, 0, 1, 0, ?5, ?6, ?7) ON CONFLICT (credential, key) DO NOTHING
        """);

    private readonly Statement _find = new(connection, $"{Job} WHERE id = ?1");
    private readonly Statement _findByKey = new(connection, $"{Job} WHERE credential = ?1 AND key = ?2");
    private readonly Statement _ofOrganisation = new(connection, $"{Job} WHERE organisation = ?1 ORDER BY id DESC LIMIT ?2");
    private readonly Statement _open = new(connection, $"{Job} WHERE is_open = 1 ORDER BY id");
    private readonly Statement _cancel = new(connection, "UPDATE push_job SET is_cancelled = 1 WHERE id = ?1 AND is_open = 1");

    // A job that is to end may only be moved to its end.
    private readonly Statement _advance = new(
        connection, "UPDATE push_job SET step = ?2, is_open = ?3, progress = ?4 WHERE id = ?1 AND step = ?5 AND is_open = 1 AND (is_cancelled = 0 OR ?3 = 0) AND (?6 IS NULL OR progress = ?6)");

    private readonly Statement _line = new(connection, "INSERT INTO push_line (job, kind, line, payload) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _named = new(connection, "INSERT INTO push_named (job, subject, number) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    private readonly Statement _lines = new(connection, "SELECT line, payload FROM push_line WHERE job = ?1 AND kind = ?2 AND line > ?3 ORDER BY line LIMIT ?4");
    private readonly Statement _expired = new(connection, "SELECT id FROM push_job WHERE expires_at <= ?1 AND expires_at > ?2 AND is_open = 0 ORDER BY id");
    private readonly Statement _forgetLines = new(connection, "DELETE FROM push_line WHERE job = ?1");
    private readonly Statement _forgetNamed = new(connection, "DELETE FROM push_named WHERE job = ?1");

    public void Enter(PushJob job) => _enter.Bind(1, Id(job.Id)).Bind(2, job.Credential).Bind(3, job.Organisation).Bind(4, job.Key).Bind(5, job.ExpiresAt.UtcTicks)
        .Bind(6, JsonSerializer.SerializeToUtf8Bytes(job, PushLedgerJson.Context.PushJob))
        .Bind(7, ProgressOf(new PushProgress()))
        .Run();

    public KeptPush? Find(Guid id) => _find.Bind(1, Id(id)).First(Kept);

    public KeptPush? Find(string credential, string key) => _findByKey.Bind(1, credential).Bind(2, key).First(Kept);

    public List<KeptPush> OfOrganisation(string organisation, int atMost) => _ofOrganisation.Bind(1, organisation).Bind(2, atMost).All(Kept);

    public List<KeptPush> Open() => _open.All(Kept);

    public bool Cancel(Guid id) => _cancel.Bind(1, Id(id)).Run() == 1;

    /// <summary>Moves a job on; false, without effect, when it is not where the step expects it.</summary>
    public bool TryAdvance(PushStep step)
    {
        var id = Id(step.Job);
        if (_advance.Bind(1, id).Bind(2, step.After.Step).Bind(3, step.After.IsOpen ? 1L : 0L).Bind(4, ProgressOf(step.After)).Bind(5, step.After.Step - 1)
            .Bind(6, step.Foreseen is { } foreseen ? ProgressOf(foreseen) : null).Run() == 0)
        {
            return false;
        }

        foreach (var line in step.Lines)
        {
            _line.Bind(1, id).Bind(2, line.Kind.ToString()).Bind(3, line.Line).Bind(4, line.Payload).Run();
        }

        foreach (var named in step.Named)
        {
            _named.Bind(1, id).Bind(2, named.Subject).Bind(3, named.Number).Run();
        }

        return true;
    }

    public List<PushLine> Lines(Guid id, PushLineKind kind, int afterLine, int atMost) =>
        _lines.Bind(1, Id(id)).Bind(2, kind.ToString()).Bind(3, afterLine).Bind(4, atMost).All(row => new PushLine(kind, (int)row.Int64(0), row.Blob(1)));

    /// <summary>Ended jobs that expired between two instants, without their lines from here on.</summary>
    public List<Guid> Expire(DateTimeOffset after, DateTimeOffset until)
    {
        var ids = _expired.Bind(1, until.UtcTicks).Bind(2, after.UtcTicks).All(static row => row.Blob(0));
        foreach (var id in ids)
        {
            _forgetLines.Bind(1, id).Run();
            _forgetNamed.Bind(1, id).Run();
        }

        return ids.ConvertAll(static id => new Guid(id, bigEndian: true));
    }

    public void Dispose() => Array.ForEach(
        [_enter, _find, _findByKey, _ofOrganisation, _open, _cancel, _advance, _line, _named, _lines, _expired, _forgetLines, _forgetNamed],
        static statement => statement.Dispose());

    private static byte[] Id(Guid id) => id.ToByteArray(bigEndian: true);

    private static byte[] ProgressOf(PushProgress progress) => JsonSerializer.SerializeToUtf8Bytes(progress, PushLedgerJson.Context.PushProgress);

    private static KeptPush Kept(Statement row) => new(
        JsonSerializer.Deserialize(row.Span(0), PushLedgerJson.Context.PushJob) ?? throw new InvalidDataException("A push job is empty."),
        JsonSerializer.Deserialize(row.Span(1), PushLedgerJson.Context.PushProgress) ?? throw new InvalidDataException("The progress of a push job is empty."),
        row.Int64(2) != 0);
}
