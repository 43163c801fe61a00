using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Mirrors that linked persons have yet to receive. A newer mirror of the same record takes the place of an older one.</summary>
internal sealed class MirrorTable(SqliteConnection connection) : IDisposable
{
    private const string OfKey = "person = ?1 AND kind = ?2 AND source = ?3 AND number = ?4 AND list = ?5 AND via = ?6";

    private readonly Statement _owe = new(
        connection,
        """
        INSERT INTO mirror_pending (person, kind, source, number, list, via, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET payload = excluded.payload
        """);

    private readonly Statement _owed = new(connection, $"SELECT payload FROM mirror_pending WHERE {OfKey}");
    private readonly Statement _forget = new(connection, $"DELETE FROM mirror_pending WHERE {OfKey}");
    private readonly Statement _oldest = new(connection, "SELECT person, payload FROM mirror_pending ORDER BY id LIMIT ?1");

    public void Owe(string person, WrittenRecord mirror) => _owe.Bind(1, person).BindRef(2, mirror.Record.Ref).Bind(7, mirror.Payload).Run();

    /// <summary>Forgets a mirror, unless a newer one of the same record is owed by now.</summary>
    public void Delivered(string person, WrittenRecord mirror)
    {
        var owed = _owed.Bind(1, person).BindRef(2, mirror.Record.Ref).First(static row => row.Blob(0));
        if (owed is not null && IsSame(owed, mirror.Payload))
        {
            _forget.Bind(1, person).BindRef(2, mirror.Record.Ref).Run();
        }
    }

    public List<PendingMirror> Oldest(int atMost) => _oldest.Bind(1, atMost).All(Pending);

    public void Dispose() => Array.ForEach([_owe, _owed, _forget, _oldest], statement => statement.Dispose());

    // An older release may have written the same record with fewer members, so unequal bytes are compared once more in today's form.
    private static bool IsSame(byte[] owed, byte[] delivered) =>
        owed.AsSpan().SequenceEqual(delivered) || WrittenRecord.Of(WrittenRecord.Read(owed)).Payload.AsSpan().SequenceEqual(delivered);

    private static PendingMirror Pending(Statement row) =>
        SubjectKey.TryParse(row.Text(0), out var person)
            ? new PendingMirror(person, WrittenRecord.Read(row.Span(1)))
            : throw new InvalidDataException("A pending mirror names no subject.");
}
