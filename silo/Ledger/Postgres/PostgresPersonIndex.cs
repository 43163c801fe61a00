using CreditGate.Actors.Ledger;
using CreditGate.Silo.Migrations;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresPersonIndex(PostgresLedger ledger) : IPersonIndex
{
    private const string Tagged = "SELECT tag, id, name_tag, masked_name FROM person WHERE tag_version = $1 AND tag = ANY($2)";

    // In the order of the tags, so that two pushes with the same persons cannot deadlock.
    private const string Enter =
        """
        INSERT INTO person (tag_version, tag, name_tag, masked_name, id)
        SELECT $1, a.tag, a.name_tag, a.masked_name, a.id FROM unnest($2::bytea[], $3::bytea[], $4::text[], $5::uuid[]) AS a (tag, name_tag, masked_name, id) ORDER BY a.tag
        ON CONFLICT (tag_version, tag) DO NOTHING
        """;

    private const int PageSize = 5_000;

    private const string Page = "SELECT id, tag, name_tag FROM person WHERE tag_version = $1 AND id > $2 ORDER BY id LIMIT $3 FOR UPDATE";

    private const string Move =
        "UPDATE person SET tag_version = $1, tag = a.tag, name_tag = a.name_tag FROM unnest($2::uuid[], $3::bytea[], $4::bytea[]) AS a (id, tag, name_tag) WHERE person.id = a.id";

    // Until the commit, nobody can make the tags that are entered here old ones.
    private const string HoldKeys = $"SELECT pg_advisory_xact_lock_shared({LedgerKeys.Lock})";

    private const string HasNewerSecret = $"SELECT EXISTS (SELECT 1 FROM key_fingerprint WHERE purpose = '{LedgerKeys.Person}' AND version > $1)";

    private const string HasOlderTags = "SELECT EXISTS (SELECT 1 FROM person WHERE tag_version < $1)";

    /// <summary>Whether a ledger knows any person, before it is opened; upgrades its schema.</summary>
    public static bool HasAny(string connectionString)
    {
        PostgresSchema.Upgrade(connectionString);
        using var source = PostgresSource.Create(connectionString);
        using var command = source.CreateCommand("SELECT EXISTS (SELECT 1 FROM person)");
        return command.ExecuteScalar() is true;
    }

    public async ValueTask<IndexedPerson?> Find(int tagVersion, byte[] tag, CancellationToken cancellation = default)
    {
        if (await FindOlder(tagVersion, tag, cancellation) is { } person)
        {
            return person;
        }

        Demand(!await ledger.Read(connection => HasNewer(connection, tagVersion), cancellation));
        return null;
    }

    public async ValueTask<IndexedPerson?> FindOlder(int tagVersion, byte[] tag, CancellationToken cancellation = default) =>
        (await Known(tagVersion, [tag], cancellation)).GetValueOrDefault(tag);

    public ValueTask<bool> HasOlder(int tagVersion, CancellationToken cancellation = default) =>
        ledger.Read(connection => connection.First(static row => row.GetBoolean(0), HasOlderTags, [tagVersion], cancellation), cancellation);

    public async Task<IndexedPerson> FindOrAdd(int tagVersion, byte[] tag, IndexedPerson candidate) =>
        (await FindOrAddMany(tagVersion, [new TaggedPerson(tag, candidate)]))[0];

    public async Task<IReadOnlyList<IndexedPerson>> FindOrAddMany(int tagVersion, IReadOnlyList<TaggedPerson> candidates)
    {
        var known = await Known(tagVersion, candidates.Column(static person => person.Tag), CancellationToken.None);
        var unknown = candidates.Where(person => !known.ContainsKey(person.Tag)).ToArray();
        if (unknown is not [])
        {
            foreach (var (tag, person) in await ledger.Write(connection => Entered(connection, tagVersion, unknown)))
            {
                known[tag] = person;
            }
        }

        return candidates.Column(person => known[person.Tag]);
    }

    /// <remarks>Page by page, so that neither this process's memory nor the server's patience with an idle transaction bounds how many there may be.</remarks>
    public Task<int> Retag(int fromVersion, int toVersion, Func<byte[], byte[]> retag) => ledger.Write(async connection =>
    {
        var (moved, last) = (0, Guid.Empty);
        while (await connection.All(static row => (Id: row.GetGuid(0), Tag: row.Blob(1), NameTag: row.Blob(2)), Page, [fromVersion, last, PageSize]) is [.., var (id, _, _)] page)
        {
            moved += await connection.Run(
                Move, toVersion, page.Column(static person => person.Id), page.Column(person => retag(person.Tag)), page.Column(person => retag(person.NameTag)));
            last = id;
        }

        return moved;
    });

    private async ValueTask<Dictionary<byte[], IndexedPerson>> Known(int tagVersion, byte[][] tags, CancellationToken cancellation) =>
        (await ledger.Read(connection => connection.All(Person, Tagged, [tagVersion, tags], cancellation), cancellation)).ToDictionary(TagEquality.Instance);

    private static async Task<List<KeyValuePair<byte[], IndexedPerson>>> Entered(NpgsqlConnection connection, int tagVersion, TaggedPerson[] persons)
    {
        var tags = persons.Column(static person => person.Tag);
        await connection.Run(HoldKeys);
        Demand(!await HasNewer(connection, tagVersion));
        if (await connection.First(static row => row.GetBoolean(0), HasOlderTags, [tagVersion]))
        {
            // Entered under the new secret now, somebody who is still to be moved to it would be two persons.
            throw new LedgerUnavailableException("Persons are being moved to a new secret. Try again in some seconds.", new InvalidOperationException("Some persons stand under an older secret."));
        }

        await connection.Run(
            Enter, tagVersion, tags, persons.Column(static person => person.Candidate.NameTag),
            persons.Column(static person => person.Candidate.MaskedName), persons.Column(static person => person.Candidate.Id));
        return await connection.All(Person, Tagged, [tagVersion, tags]);
    }

    private static Task<bool> HasNewer(NpgsqlConnection connection, int tagVersion) => connection.First(static row => row.GetBoolean(0), HasNewerSecret, [tagVersion]);

    private static void Demand(bool isNewest)
    {
        if (!isNewest)
        {
            throw new NewerPersonSecretException();
        }
    }

    private static KeyValuePair<byte[], IndexedPerson> Person(NpgsqlDataReader row) =>
        KeyValuePair.Create(row.Blob(0), new IndexedPerson(row.GetGuid(1), row.Blob(2), row.GetString(3)));

    private sealed class TagEquality : IEqualityComparer<byte[]>
    {
        public static readonly TagEquality Instance = new();

        public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

        // Tags are keyed hashes, but tests have short ones.
        public int GetHashCode(byte[] tag)
        {
            var hash = new HashCode();
            hash.AddBytes(tag);
            return hash.ToHashCode();
        }
    }
}
