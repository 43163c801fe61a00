using System.Net;

namespace CreditGate.ClusterTests.Nodes;

/// <summary>A node's place, which outlives its processes.</summary>
internal sealed record Node(int Number, Uri Address, string? Fault, string[] Further)
{
    public int SiloPort { get; } = FreePort.Next(IPAddress.Any);

    public NodeProcess? Process { get; set; }

    public string Name => $"node {Number}";
}
