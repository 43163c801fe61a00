using CreditGate.Actors.Cases;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Cases as they stand, for lists, deadlines, and to find a case's subject.</summary>
internal sealed class CaseTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _put = new(
        connection,
        """
        INSERT INTO case_file (id, kind, subject, source, opened_by, state, is_open, due_at, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT DO UPDATE SET state = excluded.state, is_open = excluded.is_open, due_at = excluded.due_at, payload = excluded.payload
        """);

    private readonly Statement _party = new(connection, "INSERT INTO case_party (department, id) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
    private readonly Statement _find = new(connection, "SELECT subject, payload FROM case_file WHERE id = ?1");
    private readonly Statement _due = new(connection, "SELECT subject, payload FROM case_file WHERE due_at <= ?1 ORDER BY due_at, id LIMIT ?2");
    private readonly Statement _list = new(
        connection,
        """
        SELECT subject, payload FROM case_file
        WHERE kind = ?1 AND id > ?2 AND (?3 IS NULL OR source = ?3 OR opened_by = ?3 OR EXISTS (SELECT 1 FROM case_party WHERE department = ?3 AND case_party.id = case_file.id)) AND (?4 IS NULL OR is_open = ?4)
        ORDER BY id LIMIT ?5
        """);

    public void Put(string subject, WrittenCase written)
    {
        var known = written.Case;
        _put.Bind(1, known.Id).Bind(2, known.Kind.ToString()).Bind(3, subject).Bind(4, known.Record.Source).Bind(5, known.OpenedBy).Bind(6, known.State)
            .Bind(7, known.IsOver ? 0 : 1).Bind(8, known.DueAt?.UtcTicks).Bind(9, written.Payload)
            .Run();
        foreach (var department in known.Parties)
        {
            _party.Bind(1, department).Bind(2, known.Id).Run();
        }
    }

    public StoredCase? Find(string id) => _find.Bind(1, id).First(Stored);

    public List<StoredCase> Due(DateTimeOffset now, int atMost) => _due.Bind(1, now.UtcTicks).Bind(2, atMost).All(Stored);

    public List<StoredCase> List(CaseQuery query) => _list.Bind(1, query.Kind.ToString()).Bind(2, query.After).Bind(3, query.Organisation)
        .Bind(4, query.IsOpen is { } isOpen ? isOpen ? 1L : 0L : (long?)null).Bind(5, query.AtMost).All(Stored);

    public void Dispose() => Array.ForEach([_put, _party, _find, _due, _list], statement => statement.Dispose());

    private static StoredCase Stored(Statement row) => SubjectKey.TryParse(row.Text(0), out var subject)
        ? new StoredCase(subject, WrittenCase.Read(row.Span(1)))
        : throw new InvalidDataException("A case names no subject.");
}
