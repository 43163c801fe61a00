using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.LoadTests;

/// <summary>The tables that every row of a push reaches, written without asking anything.</summary>
internal sealed class BaselineTables(SqliteConnection connection, bool withSubjects) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _event = new(
        connection,
        "INSERT INTO event (position, subject, version, at, actor, kind, payload, segment, salt, commitment, chain) VALUES (?1, ?2, ?3, ?4, 'D01', 'RecordPushed', ?5, '0000000000000000', ?6, ?7, ?8)");

    private readonly Statement _record = new(
        connection,
        "INSERT INTO record (subject, kind, source, number, list, via, decided_on, until, state, version, payload) VALUES (?1, ?2, 'D01', ?3, '', '', ?4, NULL, 'InForce', ?5, ?6)");

    private readonly Statement _subject = new(
        connection, "INSERT INTO subject (subject, key, version) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET version = excluded.version");

    /// <summary>One transaction, on disk when this returns.</summary>
    public void Insert(BaselineRow[] rows)
    {
        _begin.Run();
        foreach (var row in rows)
        {
            _event.Bind(1, row.Position).Bind(2, row.Subject).Bind(3, row.Version).Bind(4, 638_000_000_000_000_000L + row.Position)
                .Bind(5, row.Payload).Bind(6, row.Sealing[0]).Bind(7, row.Sealing[1]).Bind(8, row.Sealing[2]).Run();
            _record.Bind(1, row.Subject).Bind(2, row.Kind).Bind(3, row.Number).Bind(4, row.DecidedOn).Bind(5, row.Version).Bind(6, row.Payload).Run();
            if (withSubjects)
            {
                _subject.Bind(1, row.Subject).Bind(2, row.Key).Bind(3, row.Version).Run();
            }
        }

        _commit.Run();
    }

    public void Dispose() => Array.ForEach([_begin, _commit, _event, _record, _subject], statement => statement.Dispose());
}
