using CreditGate.Domain.Identity;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Identity;

public sealed class FictionalCodesTests
{
    [Fact]
    public void Entity_IsMarkedAsFictional_WhateverTheSerial() =>
        Codes.FictionalUscc.Sample(static code => Assert.StartsWith("91360700XN", code, StringComparison.Ordinal));

    [Fact]
    public void Entity_Differs_WhenTheSerialDiffers() =>
        Gen.Int[0, FictionalCodes.Entities - 1].Array[2].Where(static pair => pair[0] != pair[1])
            .Sample(static pair => Assert.NotEqual(FictionalCodes.Entity(pair[0]), FictionalCodes.Entity(pair[1])));

    [Fact]
    public void Entity_GivesCodes_AtBothEndsOfTheRange()
    {
        Assert.Equal("91360700XN000000", FictionalCodes.Entity(0).Value[..16]);
        Assert.Equal("91360700XNYYYYYY", FictionalCodes.Entity(FictionalCodes.Entities - 1).Value[..16]);
        Assert.Throws<ArgumentOutOfRangeException>(static () => FictionalCodes.Entity(FictionalCodes.Entities));
    }

    [Fact]
    public void Person_Differs_WhenTheSerialDiffers() =>
        Gen.Int[0, FictionalCodes.Persons - 1].Array[2].Where(static pair => pair[0] != pair[1])
            .Sample(static pair => Assert.NotEqual(FictionalCodes.Person(pair[0]), FictionalCodes.Person(pair[1])));

    [Fact]
    public void Person_IsOfNoIssuedRegion_AtBothEndsOfTheRange()
    {
        Assert.Equal("36079919500101001", FictionalCodes.Person(0).Value[..17]);
        Assert.Equal("36079920041003999", FictionalCodes.Person(FictionalCodes.Persons - 1).Value[..17]);
        Assert.Throws<ArgumentOutOfRangeException>(static () => FictionalCodes.Person(FictionalCodes.Persons));
    }
}
