using CreditGate.Actors.Evidence;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The log's tiles, runs and checkpoints.</summary>
internal sealed class EvidenceTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _newest = new(connection, "SELECT size, at, note FROM evidence_checkpoint ORDER BY size DESC LIMIT 1");
    private readonly Statement _checkpoints = new(connection, "SELECT size, at, note FROM evidence_checkpoint WHERE size > ?1 ORDER BY size LIMIT ?2");
    private readonly Statement _lastSealed = new(connection, "SELECT last FROM evidence_run WHERE kind = ?1 AND segment = ?2 ORDER BY first DESC LIMIT 1");
    private readonly Statement _indexOf = new(
        connection, "SELECT first_index - first, last FROM evidence_run WHERE kind = ?1 AND segment = ?2 AND first <= ?3 ORDER BY first DESC LIMIT 1");

    private readonly Statement _tile = new(connection, "SELECT hashes FROM evidence_tile WHERE level = ?1 AND number = ?2");
    private readonly Statement _putTile = new(
        connection, "INSERT INTO evidence_tile (level, number, hashes) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET hashes = excluded.hashes");

    private readonly Statement _addRun = new(connection, "INSERT INTO evidence_run (first_index, kind, segment, first, last) VALUES (?1, ?2, ?3, ?4, ?5)");
    private readonly Statement _addCheckpoint = new(connection, "INSERT INTO evidence_checkpoint (size, at, note) VALUES (?1, ?2, ?3)");

    public StoredCheckpoint? Newest() => _newest.First(Stored);

    public List<StoredCheckpoint> Checkpoints(long afterSize, int atMost) => _checkpoints.Bind(1, afterSize).Bind(2, atMost).All(Stored);

    public long LastSealed(string kind, string segment) => _lastSealed.Bind(1, kind).Bind(2, segment).First(static row => row.Int64(0));

    public long? IndexOf(string kind, string segment, long number) =>
        _indexOf.Bind(1, kind).Bind(2, segment).Bind(3, number).First(static row => ((long Offset, long Last)?)(row.Int64(0), row.Int64(1))) is var (offset, last) && number <= last
            ? offset + number
            : null;

    public byte[]? Tile(int level, long number) => _tile.Bind(1, (long)level).Bind(2, number).First(static row => row.Blob(0));

    /// <summary>False, writing nothing, when the log has another size.</summary>
    public bool Seal(Seal seal)
    {
        if ((Newest()?.Size ?? 0) != seal.Checkpoint.SizeBefore)
        {
            return false;
        }

        foreach (var (at, hashes) in seal.Tiles)
        {
            _putTile.Bind(1, (long)at.Level).Bind(2, at.Number).Bind(3, [.. hashes]).Run();
        }

        foreach (var (first, run) in seal.Runs)
        {
            _addRun.Bind(1, first).Bind(2, run.Kind).Bind(3, run.Segment).Bind(4, run.First).Bind(5, run.Last).Run();
        }

        _addCheckpoint.Bind(1, seal.Checkpoint.Size).Bind(2, seal.Checkpoint.At.UtcTicks).Bind(3, seal.Sealed.Note).Run();
        return true;
    }

    public void Dispose() =>
        Array.ForEach([_newest, _checkpoints, _lastSealed, _indexOf, _tile, _putTile, _addRun, _addCheckpoint], static statement => statement.Dispose());

    private static StoredCheckpoint Stored(Statement row) => new(row.Int64(0), new DateTimeOffset(row.Int64(1), TimeSpan.Zero), row.Text(2));
}
