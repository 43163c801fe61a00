using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Tests.Storage;
using Xunit;

namespace CreditGate.Silo.Tests.Hosting;

public sealed class PersonSecretsTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly DataDirectory _directory;

    public PersonSecretsTests() => _directory = DataDirectory.Open(_root.Root);

    public void Dispose()
    {
        _directory.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task FinishRotation_FindsPersonsOfALedgerRestoredFromBeforeSeveralRotations()
    {
        var id = CitizenId.Parse(FictionalCodes.Person(700).Value).Value!;
        var first = PersonSecrets.Load(_directory, rotate: false);
        using var ledger = SqliteLedger.Open(_directory.LedgerPath);
        var index = new SqlitePersonIndex(ledger);
        var known = await index.FindOrAdd(1, first.TagOf(id), new IndexedPerson(Guid.NewGuid(), first.TagOf(id), "示*"));
        PersonSecrets.Load(_directory, rotate: true);
        var third = PersonSecrets.Load(_directory, rotate: true);

        Assert.Equal(1, await PersonSecrets.FinishRotation(third, index));

        Assert.Equal(known.Id, (await index.Find(3, third.TagOf(id), TestContext.Current.CancellationToken))?.Id);
        Assert.Null(await index.Find(1, first.TagOf(id), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Load_RefusesToMakeNewSecrets_WhenTheLedgerHoldsPersons()
    {
        var tags = PersonSecrets.Load(_directory, rotate: false);
        using (var ledger = SqliteLedger.Open(_directory.LedgerPath))
        {
            await new SqlitePersonIndex(ledger).FindOrAdd(1, tags.TagOf(CitizenId.Parse(FictionalCodes.Person(701).Value).Value!), new IndexedPerson(Guid.NewGuid(), [1], "示*"));
        }

        File.Delete(_root.File(PersonSecrets.FileName));

        Assert.Throws<PersonSecretsMissingException>(() => PersonSecrets.Load(_directory, rotate: false));
        Assert.False(File.Exists(_root.File(PersonSecrets.FileName)));
    }
}
