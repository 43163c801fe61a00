using CreditGate.Actors.Ledger;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqlitePersonIndex(SqliteLedger ledger) : IPersonIndex
{
    public ValueTask<IndexedPerson?> Find(int tagVersion, byte[] tag, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Persons.Find(tagVersion, tag), cancellation);

    public ValueTask<IndexedPerson?> FindOlder(int tagVersion, byte[] tag, CancellationToken cancellation = default) => Find(tagVersion, tag, cancellation);

    public ValueTask<bool> HasOlder(int tagVersion, CancellationToken cancellation = default) => ledger.Read(tables => tables.Persons.HasOlder(tagVersion), cancellation);

    public async Task<IndexedPerson> FindOrAdd(int tagVersion, byte[] tag, IndexedPerson candidate) =>
        await Find(tagVersion, tag) ?? await ledger.Write(1, session => FindOrAdd(session.Tables.Persons, tagVersion, tag, candidate));

    public async Task<IReadOnlyList<IndexedPerson>> FindOrAddMany(int tagVersion, IReadOnlyList<TaggedPerson> candidates)
    {
        var persons = await ledger.Read(tables => candidates.Select(person => tables.Persons.Find(tagVersion, person.Tag)).ToArray(), CancellationToken.None);
        var unknown = Enumerable.Range(0, persons.Length).Where(index => persons[index] is null).ToArray();
        if (unknown.Length > 0)
        {
            var entered = await ledger.Write(unknown.Length, session =>
                unknown.Select(index => FindOrAdd(session.Tables.Persons, tagVersion, candidates[index].Tag, candidates[index].Candidate)).ToArray());
            foreach (var (index, person) in unknown.Zip(entered))
            {
                persons[index] = person;
            }
        }

        return persons!;
    }

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
