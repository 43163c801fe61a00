using System.Net;

namespace CreditGate.ClusterTests.Nodes;

/// <summary>A node's place, which outlives its processes.</summary>
/// <param name="Role">As the service names it: all, api or silo.</param>
internal sealed record Node(int Number, Uri Address, string Role, string? Fault, string[] Further)
{
    public int SiloPort { get; } = FreePort.Next(IPAddress.Any);

    /// <summary>For nodes without grains; 0 where there are none.</summary>
    public int GatewayPort { get; } = Role == "silo" ? FreePort.Next(IPAddress.Any) : 0;

    public NodeProcess? Process { get; set; }

    public string Name => $"node {Number}";

    /// <summary>Whether it answers callers. The others hold subjects only.</summary>
    public bool IsDoor => Role != "silo";
}
