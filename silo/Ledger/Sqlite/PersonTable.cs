using CreditGate.Actors.Ledger;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>From keyed tags to random ids.</summary>
internal sealed class PersonTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection, "SELECT id, name_tag, masked_name FROM person WHERE tag_version = ?1 AND tag = ?2");
    private readonly Statement _add = new(connection, "INSERT INTO person (tag_version, tag, name_tag, masked_name, id) VALUES (?1, ?2, ?3, ?4, ?5)");
    private readonly Statement _tags = new(connection, "SELECT id, tag, name_tag FROM person WHERE tag_version = ?1");
    private readonly Statement _hasOlder = new(connection, "SELECT EXISTS (SELECT 1 FROM person WHERE tag_version < ?1)");
    private readonly Statement _retag = new(connection, "UPDATE person SET tag_version = ?2, tag = ?3, name_tag = ?4 WHERE id = ?1");

    /// <summary>Whether a ledger file, not opened yet and perhaps empty, holds persons.</summary>
    public static bool HasAny(string path)
    {
        using var connection = SqliteFile.OpenReader(path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'person')";
        if (command.ExecuteScalar() is not 1L)
        {
            return false;
        }

        command.CommandText = "SELECT EXISTS (SELECT 1 FROM person)";
        return command.ExecuteScalar() is 1L;
    }

    public IndexedPerson? Find(int tagVersion, byte[] tag) =>
        _find.Bind(1, tagVersion).Bind(2, tag).First(static row => new IndexedPerson(new Guid(row.Span(0), bigEndian: true), row.Blob(1), row.Text(2)));

    public bool HasOlder(int tagVersion) => _hasOlder.Bind(1, tagVersion).First(static row => row.Int64(0)) is 1;

    public void Add(int tagVersion, byte[] tag, IndexedPerson person) =>
        _add.Bind(1, tagVersion).Bind(2, tag).Bind(3, person.NameTag).Bind(4, person.MaskedName).Bind(5, person.Id.ToByteArray(bigEndian: true)).Run();

    public int Retag(int fromVersion, int toVersion, Func<byte[], byte[]> retag)
    {
        var persons = _tags.Bind(1, fromVersion).All(static row => (Id: row.Blob(0), Tag: row.Blob(1), NameTag: row.Blob(2)));
        persons.ForEach(person => _retag.Bind(1, person.Id).Bind(2, toVersion).Bind(3, retag(person.Tag)).Bind(4, retag(person.NameTag)).Run());
        return persons.Count;
    }

    public void Dispose() => Array.ForEach([_find, _add, _tags, _hasOlder, _retag], statement => statement.Dispose());
}
