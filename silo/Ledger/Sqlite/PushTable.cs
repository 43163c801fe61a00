using System.Text.Json;
using CreditGate.Actors.Pushes;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Push jobs, their lines, and what full snapshots name.</summary>
internal sealed class PushTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _advance = new(
        connection, "UPDATE push_job SET step = ?2, is_open = ?3, progress = ?4 WHERE id = ?1 AND step = ?5");

    private readonly Statement _line = new(connection, "INSERT INTO push_line (job, kind, line, payload) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _named = new(connection, "INSERT INTO push_named (job, subject, number) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");

    /// <summary>Moves a job on; false, without effect, when it is not where the step expects it.</summary>
    public bool TryAdvance(PushStep step)
    {
        var id = step.Job.ToByteArray(bigEndian: true);
        var progress = JsonSerializer.SerializeToUtf8Bytes(step.After);
        if (_advance.Bind(1, id).Bind(2, step.After.Step).Bind(3, step.After.IsOpen ? 1L : 0L).Bind(4, progress).Bind(5, step.After.Step - 1).Run() == 0)
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

    public void Dispose() => Array.ForEach([_advance, _line, _named], statement => statement.Dispose());
}
