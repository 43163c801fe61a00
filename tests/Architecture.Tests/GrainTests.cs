using Xunit;

namespace CreditGate.Architecture.Tests;

public sealed class GrainTests
{
    [Fact]
    public void Grains_AreSealedInternalAndNamed()
    {
        var grains = Layer.All.SelectMany(static layer => layer.Types).Where(static type => type.IsAssignableTo(typeof(Grain))).ToArray();

        Assert.NotEmpty(grains);
        Assert.All(grains, static grain => Assert.True(
            grain is { IsSealed: true, IsPublic: false } && grain.IsDefined(typeof(GrainTypeAttribute), false), $"{grain.Name} is not a sealed internal class with a [GrainType]."));
    }

    [Fact]
    public void GrainInterfaces_KeepTheirIdentity_WhateverTheyAreRenamedTo()
    {
        var interfaces = Layer.Named("Contracts").Types.Where(static type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable))).ToArray();

        Assert.NotEmpty(interfaces);
        Assert.All(interfaces, static contract =>
        {
            Assert.True(contract.IsDefined(typeof(GrainInterfaceTypeAttribute), false) && contract.IsDefined(typeof(AliasAttribute), false), contract.Name);
            Assert.All(contract.GetMethods(), method => Assert.True(method.IsDefined(typeof(AliasAttribute), false), $"{contract.Name}.{method.Name} has no alias."));
        });
    }

    [Fact]
    public void WireTypes_AreSealedImmutableAndAliased()
    {
        var wire = Layer.Named("Contracts").Types.Where(static type => type is { IsPublic: true, IsClass: true } && !type.IsAssignableTo(typeof(Exception))).ToArray();

        Assert.NotEmpty(wire);
        Assert.All(wire, static type => Assert.True(
            type.IsSealed
            && type.IsDefined(typeof(GenerateSerializerAttribute), false)
            && type.IsDefined(typeof(ImmutableAttribute), false)
            && type.IsDefined(typeof(AliasAttribute), false),
            $"{type.Name} is not [GenerateSerializer, Immutable, Alias] and sealed."));
    }
}
