using System.Security.Cryptography;
using System.Text;
using CreditGate.Domain.Identity;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Identity;

public sealed class PersonTagsTests
{
    private static readonly byte[][] Secrets = [Secret(1), Secret(2), Secret(3), Secret(4)];

    private static readonly PersonTags Tags = new([.. Secrets]);

    private static readonly PersonName Name = PersonName.Parse("示例甲").Value!;

    [Fact]
    public void TagOf_IsTheHmacOfTheNumber_WhenThereIsOneSecret() =>
        Assert.Equal(
            HMACSHA256.HashData(Secrets[0], Encoding.UTF8.GetBytes("id:360799190001010019")),
            new PersonTags([Secrets[0]]).TagOf(CitizenId.Parse("360799190001010019").Value!));

    [Fact]
    public void TagOf_IsTheHmacOfTheTagBefore_WhenThereAreMoreSecrets() =>
        Codes.Person.Sample(static id =>
        {
            Assert.Equal(HMACSHA256.HashData(Secrets[3], Tags.TagOfAt(id, 3)), Tags.TagOf(id));
            Assert.Equal(Tags.TagOfAt(id, 4), Tags.TagOf(id));
        });

    [Fact]
    public void TagOfAt_StaysTheSame_WhenASecretIsAdded()
    {
        var (id, before) = (FictionalCodes.Person(7), new PersonTags([Secrets[0], Secrets[1]]));

        Assert.Equal(before.TagOf(id), Tags.TagOfAt(id, 2));
        Assert.Equal(before.NameTagOf(id, Name), Tags.NameTagOfAt(id, Name, 2));
    }

    [Fact]
    public void Retag_GivesTheTagOfTheNewVersion_WhateverTheVersions() =>
        Gen.Select(Codes.Person, Gen.Int[1, 4], Gen.Int[1, 4]).Where(static (_, from, to) => from <= to)
            .Sample(static (id, from, to) =>
            {
                Assert.Equal(Tags.TagOfAt(id, to), Tags.Retag(Tags.TagOfAt(id, from), from, to));
                Assert.Equal(Tags.NameTagOfAt(id, Name, to), Tags.Retag(Tags.NameTagOfAt(id, Name, from), from, to));
            });

    [Theory]
    [InlineData(32, 2, 1)]
    [InlineData(32, 0, 1)]
    [InlineData(32, 4, 5)]
    [InlineData(31, 1, 2)]
    public void Retag_Throws_WhenThereIsNoSuchWay(int bytes, int from, int to) =>
        Assert.ThrowsAny<ArgumentException>(() => Tags.Retag(new byte[bytes], from, to));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void TagOfAt_Throws_WhenNoSecretHasTheVersion(int version) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Tags.TagOfAt(FictionalCodes.Person(7), version));

    [Fact]
    public void TagOf_Differs_WhenTheNumberOrTheNewestSecretDiffers()
    {
        var (one, other) = (FictionalCodes.Person(7), FictionalCodes.Person(8));
        var stranger = new PersonTags([Secrets[0], Secrets[1], Secrets[2], Secret(9)]);

        Assert.NotEqual(Tags.TagOf(one), Tags.TagOf(other));
        Assert.NotEqual(Tags.TagOf(one), stranger.TagOf(one));
    }

    [Fact]
    public void NameTagOf_Differs_WhenTwoPersonsShareAName() =>
        Assert.NotEqual(Tags.NameTagOf(FictionalCodes.Person(7), Name), Tags.NameTagOf(FictionalCodes.Person(8), Name));

    [Fact]
    public void NameMatches_IsTrueOnlyForThisPersonUnderThisName_WhenTheTagIsStored()
    {
        var id = FictionalCodes.Person(7);
        var stored = Tags.NameTagOf(id, Name);

        Assert.True(Tags.NameMatches(stored, id, PersonName.Parse(" 示例 甲").Value!));
        Assert.False(Tags.NameMatches(stored, id, PersonName.Parse("示例乙").Value!));
        Assert.False(Tags.NameMatches(stored, FictionalCodes.Person(8), Name));
        Assert.False(Tags.NameMatches(stored[..31], id, Name));
        Assert.False(Tags.NameMatchesAt(stored, id, Name, 3));
        Assert.True(Tags.NameMatchesAt(Tags.NameTagOfAt(id, Name, 3), id, Name, 3));
    }

    [Fact]
    public void Constructor_NamesTheFix_WhenASecretIsUnusable()
    {
        Assert.Contains("give version 1 at least 32", Assert.Throws<ArgumentException>(static () => new PersonTags([])).Message, StringComparison.Ordinal);
        Assert.Contains("give version 1 at least 32", Assert.Throws<ArgumentException>(static () => new PersonTags(default)).Message, StringComparison.Ordinal);
        Assert.Contains("version 2 has 31 bytes: give at least 32", Assert.Throws<ArgumentException>(static () => new PersonTags([Secret(1), Secret(2)[..31]])).Message, StringComparison.Ordinal);
        Assert.Contains("version 2 repeats", Assert.Throws<ArgumentException>(static () => new PersonTags([Secret(1), Secret(1)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_CopiesTheSecrets_WhenTheCallerWipesItsOwn()
    {
        var secret = Secret(1);
        var tags = new PersonTags([secret]);
        Array.Clear(secret);

        Assert.Equal(Tags.TagOfAt(FictionalCodes.Person(7), 1), tags.TagOf(FictionalCodes.Person(7)));
    }

    private static byte[] Secret(byte seed) => SHA256.HashData([seed]);
}
