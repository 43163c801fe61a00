using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Persons;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Pushes.Uploads;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Hosting;

/// <summary>Nodes of one ledger with keys directories of their own.</summary>
public sealed class SharedKeysTests(SharedPostgres postgres) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<DataDirectory> _data = [];
    private readonly string _database = postgres.NewDatabase();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _data.ForEach(static data => data.Dispose());
        _directory.Dispose();
    }

    [Fact]
    public void Load_TakesANode_WhoseKeysWereCopied()
    {
        var first = Load("one");
        Copy("one", "other", "person-secrets.json", "content-keys.json");

        Assert.Equal(first.TagOf(Id), Load("other").TagOf(Id));
        Assert.Equal(first.TagOf(Id), Load("one").TagOf(Id));
    }

    [Theory]
    [InlineData("person-secrets.json")]
    [InlineData("content-keys.json")]
    public void Load_RefusesANode_ThatLacksAFile_AndMakesNone(string missing)
    {
        Load("one");
        Copy("one", "other", missing == "person-secrets.json" ? "content-keys.json" : "person-secrets.json");

        var refusal = Assert.ThrowsAny<IOException>(() => Load("other"));

        Assert.Contains(missing, refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyFile("other", missing)));
    }

    [Theory]
    [InlineData("person-secrets.json")]
    [InlineData("content-keys.json")]
    public void Load_RefusesANode_WithOtherKeys_AndSaysWhatToCopy(string other)
    {
        Load("one");
        new SharedKeysTests(postgres).LoadInto(_directory.File("strange"));
        Copy("one", "other", "person-secrets.json", "content-keys.json");
        File.Copy(Path.Combine(_directory.File("strange"), other), KeyFile("other", other), overwrite: true);

        var refusal = Assert.Throws<OtherKeysException>(() => Load("other"));

        Assert.Contains($"copy {other}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(KeyFile("other", other), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_HasOneWinner_WhenTwoFreshNodesStartTogether()
    {
        var ends = await Task.WhenAll(((string[])["one", "other"]).Select(node => Task.Run(() =>
        {
            try
            {
                Load(node);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        })));

        Assert.Single(ends, true);
    }

    [Fact]
    public async Task Persons_AreNeverMissedOrEnteredTwice_WhenAnotherNodeAddedASecret()
    {
        var old = Load("one");
        using var database = new LedgerDatabase(_database);
        var known = new IndexedPerson(Guid.NewGuid(), new byte[32], "示*");
        await database.Persons.FindOrAdd(old.CurrentVersion, old.TagOf(Id), known);

        var rotated = Load("one", rotate: true);
        await PersonSecrets.FinishRotation(rotated, database.Persons);

        Assert.Equal(known.Id, (await database.Persons.Find(rotated.CurrentVersion, rotated.TagOf(Id), Cancellation))?.Id);
        await Assert.ThrowsAsync<NewerPersonSecretException>(async () => await database.Persons.Find(old.CurrentVersion, old.TagOf(Id), Cancellation));
        await Assert.ThrowsAsync<NewerPersonSecretException>(() => database.Persons.FindOrAdd(old.CurrentVersion, old.TagOf(Id), known with { Id = Guid.NewGuid() }));
        Assert.Equal(1, database.Scalar("SELECT COUNT(*) FROM person"));
        Assert.Throws<OtherKeysException>(() => LoadOld());

        PersonTags LoadOld()
        {
            Copy("one", "other", "content-keys.json");
            var secrets = JsonSerializer.Deserialize<byte[][]>(File.ReadAllBytes(KeyFile("one", "person-secrets.json")))!;
            OwnerOnly.Write(KeyFile("other", "person-secrets.json"), JsonSerializer.SerializeToUtf8Bytes(secrets[..1]));
            return Load("other");
        }
    }

    [Fact]
    public async Task RunningNode_GoesOn_BeforeWhileAndAfterAnotherMovesPersonsToANewSecret()
    {
        var old = Load("one");
        Copy("one", "other", "content-keys.json");
        Copy("one", "other", "person-secrets.json");
        using var database = new LedgerDatabase(_database);
        var time = new FakeTimeProvider();
        var chain = new PersonSecretChain(old, () => SharedKeys.Read(Keys("other"), _database), time);
        var directory = new PersonDirectory(database.Persons, chain);
        PersonClaim known = new(Name, Id), stranger = new(Name, FictionalCodes.Person(2));
        var before = await directory.ResolveOrEnter(known);

        var rotated = Load("one", rotate: true);       // and has moved nobody yet
        Assert.Equal(before, await directory.Resolve(known, Cancellation));
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await directory.Resolve(stranger, Cancellation));
        Copy("one", "other", "person-secrets.json");
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await directory.Resolve(stranger, Cancellation));        // looked at once a second
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Resolution.NotFound, (await directory.Resolve(stranger, Cancellation)).Resolution);
        Assert.Equal(before, await directory.Resolve(known, Cancellation));
        Assert.Equal(Resolution.Ambiguous, (await directory.Resolve(known with { Name = PersonName.Parse("示例别").Value! }, Cancellation)).Resolution);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => directory.ResolveOrEnter(known));
        Assert.False(chain.IsSettled);

        await PersonSecrets.FinishRotation(rotated, database.Persons);
        Assert.Equal(before, await directory.Resolve(known, Cancellation));
        Assert.True(chain.IsSettled);
        Assert.Equal(before, await directory.ResolveOrEnter(known));
        Assert.Equal(Resolution.Known, (await directory.ResolveOrEnter(stranger)).Resolution);
        Assert.Equal(2, database.Scalar("SELECT COUNT(*) FROM person"));
    }

    [Fact]
    public void Settle_LeavesSecretsUnsettled_ThatCameMeanwhile()
    {
        var first = Load("one");
        var versions = new Queue<PersonTags>([Load("one", rotate: true), Load("one", rotate: true)]);
        var chain = new PersonSecretChain(first, versions.Dequeue, new FakeTimeProvider());
        chain.Renew(1);
        chain.Renew(1);
        Assert.Equal((2, false), (chain.Tags.CurrentVersion, chain.IsSettled));

        chain.Renew(2);
        chain.Settle(2);
        Assert.Equal((3, false), (chain.Tags.CurrentVersion, chain.IsSettled));
        chain.Settle(3);
        Assert.True(chain.IsSettled);
    }

    [Fact]
    public void Load_BringsTheSecrets_OfANodeThatRanByItself()
    {
        var data = Data("one");
        var alone = PersonSecrets.Load(data, rotate: false);

        Assert.Equal(alone.TagOf(Id), Load("one", data: data).TagOf(Id));
    }

    private static PersonName Name => PersonName.Parse("示例某").Value!;

    private static CitizenId Id => FictionalCodes.Person(1);

    private PersonTags Load(string node, bool rotate = false, DataDirectory? data = null)
    {
        data ??= Data(node);
        return SharedKeys.Load(ContentKeys.In(Keys(node), data), Keys(node), data, rotate, _database);
    }

    private void LoadInto(string keys)
    {
        var data = Data("strange");
        SharedKeys.Load(ContentKeys.In(keys, data), keys, data, false, _database);
        Dispose();
    }

    private DataDirectory Data(string node)
    {
        _data.Add(DataDirectory.Open(_directory.File($"{node}-data{_data.Count}")));
        return _data[^1];
    }

    private void Copy(string from, string to, params string[] files)
    {
        OwnerOnly.CreateDirectory(Keys(to));
        Array.ForEach(files, file => File.Copy(KeyFile(from, file), KeyFile(to, file), overwrite: true));
    }

    private string Keys(string node) => _directory.File($"{node}-keys");

    private string KeyFile(string node, string file) => Path.Combine(Keys(node), file);
}
