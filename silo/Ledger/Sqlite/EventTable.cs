using CreditGate.Actors.Ledger;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The events in commit order, each chained to the one before.</summary>
internal sealed class EventTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _last = new(connection, "SELECT segment, position, chain FROM event ORDER BY position DESC LIMIT 1");
    private readonly Statement _lastPosition = new(connection, "SELECT MAX(position) FROM event");
    private readonly Statement _after = new(
        connection, "SELECT event.position, subject.key, event.version FROM event JOIN subject ON subject.subject = event.subject WHERE position > ?1 ORDER BY position LIMIT ?2");
    private readonly Statement _ofSubject = new(connection, "SELECT version, position, payload FROM event WHERE subject = ?1 AND version > ?2 ORDER BY version");
    private readonly Statement _add = new(
        connection,
        "INSERT INTO event (position, subject, version, at, actor, kind, payload, segment, salt, commitment, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");

    private Link? _head;

    public long LastPosition() => _lastPosition.First(static row => row.Int64(0));

    public List<AppendedEvent> After(long position, int atMost) =>
        _after.Bind(1, position).Bind(2, atMost).All(static row => new AppendedEvent(row.Int64(0), row.Text(1), row.Int64(2)));

    /// <param name="subject">Its number.</param>
    public List<StoredEvent> Read(long subject, long afterVersion) => _ofSubject.Bind(1, subject).Bind(2, afterVersion).All(Stored);

    public void Add(long subject, long version, SealedEvent added)
    {
        var before = _head ??= ReadHead();
        var next = before with { Position = before.Position + 1, Chain = HashChain.Next(before.Chain, added.Content.Commitment) };
        _add.Bind(1, next.Position).Bind(2, subject).Bind(3, version).Bind(4, added.Event.At.UtcTicks).Bind(5, added.Event.Actor).Bind(6, added.Event.GetType().Name)
            .Bind(7, added.Content.Payload).Bind(8, next.Segment).Bind(9, added.Content.Salt).Bind(10, added.Content.Commitment).Bind(11, next.Chain)
            .Run();
        _head = next;
    }

    /// <summary>After a rollback: the head in memory may be of rows that are gone.</summary>
    public void ForgetHead() => _head = null;

    public void Dispose() => Array.ForEach([_last, _lastPosition, _after, _ofSubject, _add], statement => statement.Dispose());

    private static StoredEvent Stored(Statement row) => new(
        row.Int64(0),
        row.Int64(1),
        EventJson.Read(row.Span(2), row.Int64(1)));

    private Link ReadHead()
    {
        var last = _last.First(static row => new Link(row.Text(0), row.Int64(1), row.Blob(2)));
        if (last is not null && HashChain.IsCurrent(last.Segment))
        {
            return last;
        }

        var segment = HashChain.NewSegment();
        return new Link(segment, last?.Position ?? 0, HashChain.Genesis(segment));
    }

    private sealed record Link(string Segment, long Position, byte[] Chain);
}
