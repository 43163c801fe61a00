using CreditGate.Actors.Ledger;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqlitePersonIndex(SqliteLedger ledger) : IPersonIndex
{
    public ValueTask<IndexedPerson?> Find(int tagVersion, byte[] tag, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Persons.Find(tagVersion, tag), cancellation);

    public async Task<IndexedPerson> FindOrAdd(int tagVersion, byte[] tag, IndexedPerson candidate) =>
        await Find(tagVersion, tag) ?? await ledger.Write(1, session => FindOrAdd(session.Tables.Persons, tagVersion, tag, candidate));

    public Task<int> Retag(int fromVersion, int toVersion, Func<byte[], byte[]> retag) =>
        ledger.Write(int.MaxValue, session => session.Tables.Persons.Retag(fromVersion, toVersion, retag));

    private static IndexedPerson FindOrAdd(PersonTable persons, int tagVersion, byte[] tag, IndexedPerson candidate)
    {
        if (persons.Find(tagVersion, tag) is { } known)
        {
            return known;
        }

        persons.Add(tagVersion, tag, candidate);
        return candidate;
    }
}
