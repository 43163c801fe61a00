using CreditGate.Actors.Retention;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Retention;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Erasures that were ordered, and what of a subject's history they take out.</summary>
internal sealed class ErasureTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _order = new(connection, "INSERT INTO erasure (declaration, id, finished_at, subject) VALUES (?1, ?2, NULL, ?3)");
    private readonly Statement _finish = new(connection, "UPDATE erasure SET finished_at = ?2 WHERE id = ?1 AND finished_at IS NULL AND late = ?3");
    private readonly Statement _all = new(
        connection, "SELECT declaration.payload, erasure.finished_at, erasure.late FROM erasure JOIN declaration ON declaration.sequence = erasure.declaration ORDER BY erasure.declaration");

    private readonly Statement _erased = new(
        connection, "SELECT version, payload FROM event WHERE subject = (SELECT subject FROM subject WHERE key = ?1) AND kind = 'SubjectErased' ORDER BY version DESC");

    private readonly Statement _came = new(
        connection,
        """
        UPDATE erasure SET late = late + 1, finished_at = NULL WHERE subject = ?1
            AND EXISTS (SELECT 1 FROM event WHERE event.subject = (SELECT subject FROM subject WHERE key = ?1) AND version > ?2 AND kind = 'SubjectErased')
        """);

    private readonly Statement _page = new(
        connection,
        """
        SELECT position, version, at, actor, kind, payload, segment, salt, commitment, chain FROM event
        WHERE subject = (SELECT subject FROM subject WHERE key = ?1) AND version < ?2 AND kind <> 'SubjectErased' AND salt <> x'' ORDER BY version LIMIT ?3
        """);

    private readonly Statement _heard = new(
        connection,
        """
        SELECT subject.key, event.at < ?3 AND event.kind <> 'SubjectErased' AND (subject.key > 'p-' OR EXISTS (
            SELECT 1 FROM record WHERE record.subject = subject.subject AND record.kind = 'Registration' AND json_extract(CAST(record.payload AS TEXT), '$.status') = 'Deregistered'))
        FROM subject JOIN event ON event.subject = subject.subject AND event.version = subject.version
        WHERE subject.key > ?1 AND subject.key < ?2 ORDER BY subject.key LIMIT ?4
        """);

    private readonly Statement _event = new(connection, "UPDATE event SET payload = ?2, salt = x'' WHERE position = ?1");
    private readonly Statement _records = new(connection, "DELETE FROM record WHERE subject = (SELECT subject FROM subject WHERE key = ?1) AND version < ?2");
    private readonly Statement _mirrors = new(connection, "DELETE FROM mirror_pending WHERE person = ?1");
    private readonly Statement _parties = new(connection, "DELETE FROM case_party WHERE id IN (SELECT id FROM case_file WHERE subject = ?1 AND is_open = 0)");
    private readonly Statement _cases = new(connection, "DELETE FROM case_file WHERE subject = ?1 AND is_open = 0");
    private readonly Statement _name = new(connection, "UPDATE person SET masked_name = '' WHERE id = ?1");

    public void Order(RetentionAct erasure, long declaration) => _order.Bind(1, declaration).Bind(2, erasure.Id.ToByteArray(bigEndian: true)).Bind(3, HistoryRemovals.SubjectOf(erasure)).Run();

    public void Finish(OrderedErasure erasure, DateTimeOffset at) =>
        _finish.Bind(1, erasure.Act.Id.ToByteArray(bigEndian: true)).Bind(2, at.UtcTicks).Bind(3, erasure.Late).Run();

    public List<OrderedErasure> All() => _all.All(static row => new OrderedErasure(
        SealedDeclaration.ReadRetention(row.Span(0)), row.Int64(1) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null, row.Int64(2)));

    /// <summary>Events that tell of erasures of a subject, newest first.</summary>
    public List<(long Version, byte[] Payload)> Erased(string subject) => _erased.Bind(1, subject).All(static row => (row.Int64(0), row.Blob(1)));

    /// <summary>A receipt came: one that rests on what was erased since has the erasure gone on with.</summary>
    /// <param name="subject">Key, in UTF-8.</param>
    public void Came(ReadOnlySpan<byte> subject, long version)
    {
        if (subject.StartsWith("p-"u8))
        {
            _came.BindText(1, subject).Bind(2, version).Run();
        }
    }

    public List<EventRow> Page(string subject, long below, int atMost) => _page.Bind(1, subject).Bind(2, below).Bind(3, atMost).All(row => new EventRow(
        row.Int64(0), subject, row.Int64(1), row.Int64(2), row.Text(3), row.Text(4), row.Blob(5), row.Text(6), row.Int64(0), row.Blob(7), row.Blob(8), row.Blob(9)));

    /// <summary>Keys between two, in their order, and whether each is quiet.</summary>
    public List<(string Key, bool IsQuiet)> Heard(string after, string to, DateTimeOffset before, int atMost) =>
        _heard.Bind(1, after).Bind(2, to).Bind(3, before.UtcTicks).Bind(4, atMost).All(static row => (row.Text(0), row.Int64(1) != 0));

    public void Remove(HistoryRemovals removals)
    {
        foreach (var (position, left) in removals.Events)
        {
            _event.Bind(1, position).Bind(2, left).Run();
        }
    }

    /// <summary>What follows from events that are gone.</summary>
    public void RemoveWhatFollows(string subject, long below)
    {
        _records.Bind(1, subject).Bind(2, below).Run();
        _parties.Bind(1, subject).Run();
        _cases.Bind(1, subject).Run();
        if (HistoryRemovals.PersonOf(subject) is { } person)
        {
            _mirrors.Bind(1, subject).Run();
            _name.Bind(1, person.ToByteArray(bigEndian: true)).Run();
        }
    }

    public void Dispose() => Array.ForEach(
        [_order, _finish, _all, _erased, _came, _page, _heard, _event, _records, _mirrors, _parties, _cases, _name], static statement => statement.Dispose());
}
