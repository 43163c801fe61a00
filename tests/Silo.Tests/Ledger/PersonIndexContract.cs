using CreditGate.Actors.Ledger;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the index of persons owes its callers.</summary>
public abstract class PersonIndexContract(ILedgerUnderTest ledger) : IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IPersonIndex Persons => ledger.Persons;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Find_IsNull_WhenTheTagIsOfAnotherSecret()
    {
        await Persons.FindOrAdd(1, [1, 2], Candidate());

        Assert.Null(await Persons.Find(2, [1, 2], Cancellation));
    }

    [Fact]
    public async Task FindOrAdd_ReturnsTheFirst_WhenTheTagIsKnown()
    {
        var first = await Persons.FindOrAdd(1, [1, 2], Candidate());

        var second = await Persons.FindOrAdd(1, [1, 2], Candidate());

        Assert.Equal((first.Id, "示*"), (second.Id, second.MaskedName));
        Assert.Equal(first.NameTag, second.NameTag);
    }

    [Fact]
    public async Task FindOrAdd_GivesAllThePersonOfOne_WhenManyRace()
    {
        var persons = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Persons.FindOrAdd(1, [7], Candidate()), Cancellation)));

        Assert.Single(persons.Select(person => person.Id).Distinct());
    }

    [Fact]
    public async Task FindOrAddMany_GivesKnownAndNewInTheOrderAskedFor_WhenSomeAreKnown()
    {
        var known = await Persons.FindOrAdd(1, [2], Candidate());
        TaggedPerson[] asked = [new([3], Candidate()), new([2], Candidate()), new([1], Candidate()), new([3], Candidate())];

        var persons = await Persons.FindOrAddMany(1, asked);

        Assert.Equal([asked[0].Candidate.Id, known.Id, asked[2].Candidate.Id, asked[0].Candidate.Id], persons.Select(person => person.Id));
        Assert.Equal(asked[2].Candidate.Id, (await Persons.Find(1, [1], Cancellation))?.Id);
    }

    [Fact]
    public async Task FindOrAddMany_AgreesWithEveryOther_WhenManyRaceInAnyOrder()
    {
        var tags = Enumerable.Range(1, 50).Select(number => (byte[])[(byte)number]).ToArray();

        var races = await Task.WhenAll(Enumerable.Range(0, 8).Select(race => Task.Run(
            async () =>
            {
                var order = race % 2 == 0 ? tags : tags.Reverse().ToArray();
                var persons = await Persons.FindOrAddMany(1, [.. order.Select(tag => new TaggedPerson(tag, Candidate()))]);
                return order.Zip(persons).ToDictionary(pair => pair.First[0], pair => pair.Second.Id);
            },
            Cancellation)));

        Assert.All(races, race => Assert.Equivalent(races[0], race, strict: true));
    }

    [Fact]
    public async Task Retag_MovesEveryPersonAndKeepsTheirIds_WhenTheSecretChanges()
    {
        var first = await Persons.FindOrAdd(1, [1], Candidate());
        var second = await Persons.FindOrAdd(1, [2], Candidate());

        Assert.False(await Persons.HasOlder(1, Cancellation));
        Assert.True(await Persons.HasOlder(2, Cancellation));
        Assert.Equal(first.Id, (await Persons.FindOlder(1, [1], Cancellation))?.Id);
        var moved = await Persons.Retag(1, 2, tag => [.. tag, 99]);

        Assert.Equal(2, moved);
        Assert.False(await Persons.HasOlder(2, Cancellation));
        Assert.Null(await Persons.Find(1, [1], Cancellation));
        Assert.Equal(first.Id, (await Persons.Find(2, [1, 99], Cancellation))?.Id);
        Assert.Equal([5, 99], (await Persons.Find(2, [2, 99], Cancellation))?.NameTag);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Retag_MovesNobody_WhenItFailsForOne()
    {
        var first = await Persons.FindOrAdd(1, [1], Candidate());
        await Persons.FindOrAdd(1, [2], Candidate());

        await Assert.ThrowsAsync<FormatException>(() => Persons.Retag(1, 2, tag => tag is [2] ? throw new FormatException() : [.. tag, 99]));

        Assert.Equal(first.Id, (await Persons.Find(1, [1], Cancellation))?.Id);
        Assert.Null(await Persons.Find(2, [1, 99], Cancellation));
    }

    private static IndexedPerson Candidate() => new(Guid.NewGuid(), [5], "示*");
}
