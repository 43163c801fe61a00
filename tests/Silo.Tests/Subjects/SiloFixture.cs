using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Xunit;

[assembly: AssemblyFixture(typeof(SiloFixture))]

namespace CreditGate.Silo.Tests.Subjects;

/// <summary>One silo for all tests that need no other clock and no restart: each owns its subjects.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private RunningSilo? _silo;

    internal RunningSilo Silo => _silo ?? throw new InvalidOperationException("The silo is not started.");

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.Start(_directory.Root);

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        _directory.Dispose();
    }
}
