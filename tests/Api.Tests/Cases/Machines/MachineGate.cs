using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;
using Xunit;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>A service whose clock the walks set, and the route of each machine.</summary>
public sealed class MachineGate : IAsyncLifetime
{
    private RunningGate _gate = null!;

    internal SetClock Clock { get; } = new(Route.Begin);

    public async ValueTask InitializeAsync() => _gate = await RunningGate.Start(Clock);

    public ValueTask DisposeAsync() => _gate.DisposeAsync();

    /// <exception cref="NotSupportedException">The machine has none.</exception>
    internal Route RouteOf(string machine) => machine switch
    {
        "ListEntry" => new ListEntryRoute(_gate, Clock),
        "JointAction" => new JointActionRoute(_gate, Clock),
        "Objection" => new ObjectionRoute(_gate, Clock),
        "Repair" => new RepairRoute(_gate, Clock),
        "Check" => new CheckRoute(_gate, Clock),
        "ToleranceAcceptance" => new ToleranceRoute(_gate, Clock),
        "PublicityRecord" => new PublicityRoute(_gate, Clock),
        _ => throw new NotSupportedException($"{machine} has no route."),
    };
}
