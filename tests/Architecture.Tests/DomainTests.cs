using System.Reflection;
using System.Runtime.CompilerServices;
using NetArchTest.Rules;
using Xunit;

namespace CreditGate.Architecture.Tests;

public sealed class DomainTests
{
    [Fact]
    public void Domain_TouchesNoFileNoNetworkAndNoTimer()
    {
        var result = Types.InAssembly(Layer.Named("Domain").Assembly).ShouldNot().HaveDependencyOnAny(
            "System.IO.File", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo",
            "System.Net", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Threading.Timer", "System.Threading.PeriodicTimer",
            "System.Console", "System.Random").GetResult();

        Assert.True(result.IsSuccessful, $"Not pure: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    /// <summary>Time comes in as an argument. The clock's own wrapper is the one type that may know a clock.</summary>
    [Fact]
    public void Domain_AsksNoClock()
    {
        var result = Types.InAssembly(Layer.Named("Domain").Assembly).That().DoNotHaveName("PlatformClock")
            .ShouldNot().HaveDependencyOnAny("System.TimeProvider").GetResult();

        Assert.True(result.IsSuccessful, $"Asks a clock: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void PublicTypes_HaveNoMutableMember()
    {
        var properties = from type in Layer.Named("Domain").Types
                         where type.IsPublic
                         from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                         where property.SetMethod is { IsPublic: true } setter && !IsInitOnly(setter)
                         select $"{type.Name}.{property.Name}";
        var fields = from type in Layer.Named("Domain").Types
                     where type.IsPublic && !type.IsEnum
                     from field in type.GetFields(BindingFlags.Public | BindingFlags.Instance)
                     where !field.IsInitOnly
                     select $"{type.Name}.{field.Name}";

        Assert.Empty(properties.Concat(fields));
    }

    private static bool IsInitOnly(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
