using CreditGate.Actors.Ledger;
using CreditGate.Silo.Ledger.Sqlite;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class SqlitePersonIndexTests : IDisposable
{
    private readonly LedgerFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SqlitePersonIndex Persons => new(_file.Ledger);

    public void Dispose() => _file.Dispose();

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
        var racing = await _file.Together(() => Enumerable.Range(0, 20).Select(_ => Persons.FindOrAdd(1, [7], Candidate())).ToList());

        var persons = await Task.WhenAll(racing);

        Assert.Single(persons.Select(person => person.Id).Distinct());
    }

    [Fact]
    public async Task FindOrAddMany_AnswersInOrderAndEntersEachOnce_WhenSomeAreKnownAndSomeComeTwice()
    {
        var known = await Persons.FindOrAdd(1, [1], Candidate());

        var many = await Persons.FindOrAddMany(1, [new([2], Candidate()), new([1], Candidate()), new([2], Candidate()), new([3], Candidate())]);

        Assert.Equal(known.Id, many[1].Id);
        Assert.Equal(many[0].Id, many[2].Id);
        Assert.Equal(3, many.Select(static person => person.Id).Distinct().Count());
        Assert.Equal(many[3].Id, (await Persons.Find(1, [3], Cancellation))?.Id);
    }

    [Fact]
    public async Task FindOrAddMany_GivesAllThePersonOfOne_WhenManyRace()
    {
        var racing = await _file.Together(() => Enumerable.Range(0, 20).Select(_ => Persons.FindOrAddMany(1, [new([7], Candidate()), new([8], Candidate())])).ToList());

        Assert.Equal(2, (await Task.WhenAll(racing)).SelectMany(static persons => persons).Select(static person => person.Id).Distinct().Count());
    }

    [Fact]
    public async Task Retag_MovesEveryPersonAndKeepsTheirIds_WhenTheSecretChanges()
    {
        var first = await Persons.FindOrAdd(1, [1], Candidate());
        var second = await Persons.FindOrAdd(1, [2], Candidate());

        var moved = await Persons.Retag(1, 2, tag => [.. tag, 99]);

        Assert.Equal(2, moved);
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
