using System.Net;
using Xunit;

namespace CreditGate.ClusterTests.Networks;

/// <summary>Every node in a network namespace of its own, joined to the others by a switch in one more; servers and clients stay outside. Any of these ways can be cut.</summary>
internal sealed class NamespaceNetwork : INodeNetwork
{
    private readonly string _name = $"cg{Environment.ProcessId % 100_000}";
    private readonly int _nodes;

    /// <param name="nodes">Numbered from 1.</param>
    public NamespaceNetwork(int nodes)
    {
        Assert.True(Environment.UserName == "root", "A network partition is made with network namespaces, and these need root: run these tests as root.");
        _nodes = nodes;
        try
        {
            Build();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IPAddress Servers => Address(1);

    private string Switch => $"{_name}-sw";

    public IPAddress AddressOf(int node) => Address(10 + node);

    public string[] CommandOf(int node) => ["ip", "netns", "exec", Space(node)];

    /// <summary>From here on nothing passes between the node and the other nodes, in either direction; no connection is told.</summary>
    public void CutFromNodes(int node)
    {
        foreach (var other in Enumerable.Range(1, _nodes).Where(other => other != node))
        {
            Drop(node, $"OUTPUT -d {AddressOf(other)}");
            Drop(node, $"INPUT -s {AddressOf(other)}");
        }
    }

    /// <summary>The same between the node and these ports of the servers.</summary>
    public void CutFromServers(int node, params int[] ports)
    {
        foreach (var port in ports)
        {
            Drop(node, $"OUTPUT -d {Servers} -p tcp --dport {port}");
            Drop(node, $"INPUT -s {Servers} -p tcp --sport {port}");
        }
    }

    /// <summary>Everything passes again.</summary>
    public void Mend(int node) => Shell.Run($"ip netns exec {Space(node)} iptables -F");

    public void Dispose()
    {
        Shell.Try($"ip link del {_name}h");
        Shell.Try($"ip netns del {Switch}");
        for (var node = 1; node <= _nodes; node++)
        {
            Shell.Try($"ip netns del {Space(node)}");
        }
    }

    private static IPAddress Address(int last) => IPAddress.Parse($"10.213.{Environment.ProcessId % 250}.{last}");

    private string Space(int node) => $"{_name}-{node}";

    private void Drop(int node, string what) => Shell.Run($"ip netns exec {Space(node)} iptables -A {what} -j DROP");

    private void Build()
    {
        Shell.Run($"ip netns add {Switch}");
        Shell.Run($"ip -n {Switch} link add name bridge0 type bridge");
        Shell.Run($"ip -n {Switch} link set bridge0 up");
        Shell.Run($"ip link add {_name}h type veth peer name outside netns {Switch}");
        Shell.Run($"ip -n {Switch} link set outside master bridge0 up");
        Shell.Run($"ip addr add {Servers}/24 dev {_name}h");
        Shell.Run($"ip link set {_name}h up");
        for (var node = 1; node <= _nodes; node++)
        {
            Shell.Run($"ip netns add {Space(node)}");
            Shell.Run($"ip -n {Space(node)} link add eth0 type veth peer name n{node} netns {Switch}");
            Shell.Run($"ip -n {Switch} link set n{node} master bridge0 up");
            Shell.Run($"ip -n {Space(node)} addr add {AddressOf(node)}/24 dev eth0");
            Shell.Run($"ip -n {Space(node)} link set eth0 up");
            Shell.Run($"ip -n {Space(node)} link set lo up");
        }
    }
}
