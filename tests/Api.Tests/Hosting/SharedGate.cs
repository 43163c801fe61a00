using CreditGate.Api.Tests.Hosting;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedGate))]

namespace CreditGate.Api.Tests.Hosting;

/// <summary>One running service for all tests that own their subjects. Tests that move its clock, restart it or look at its files start their own.</summary>
public sealed class SharedGate : IAsyncLifetime
{
    public RunningGate Gate { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gate = await RunningGate.Start();

    public ValueTask DisposeAsync() => Gate.DisposeAsync();
}
