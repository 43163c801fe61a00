using System.Globalization;
using System.Net;
using CreditGate.Silo.Hosting.Cluster;
using Microsoft.Extensions.Options;

namespace CreditGate.Api.Hosting;

/// <summary>Reads what the command line and the environment say of a cluster, and tells every fault at once, each with its fix.</summary>
internal sealed class ClusterReader(CommandLine line)
{
    private readonly List<string> _faults = [];

    /// <returns>Null without --cluster: then the process is alone.</returns>
    /// <exception cref="OptionsValidationException">Something is missing or out of range.</exception>
    /// <exception cref="IOException">The address of Redis cannot be read.</exception>
    public ClusterSettings? Read(bool hasPostgres)
    {
        var membership = OneOf("--cluster", ("redis", Membership.Redis), ("postgres", Membership.Postgres));
        var role = OneOf("--role", ("all", NodeRole.All), ("api", NodeRole.Api), ("silo", NodeRole.Silo)) ?? NodeRole.All;
        var redis = line.Setting("--redis") is { } text ? RedisAddress.From(text) : null;
        var cluster = membership is { } kept ? Read(kept, role, redis) : null;
        Demand(cluster is not null || role == NodeRole.All, "--role needs a cluster: add --cluster redis or --cluster postgres, or leave --role out for one process.");
        Demand(cluster is not null || redis is null, "--redis needs a cluster: add --cluster redis, or leave --redis out for one process.");
        Demand(cluster is null || hasPostgres, "--cluster needs a ledger that every node reaches: give it with --postgres.");
        Demand(membership is not Membership.Redis || redis is not null, "--cluster redis needs the address of Redis: give it with --redis, or keep the list of nodes in PostgreSQL with --cluster postgres.");
        Demand(role != NodeRole.Api || !line.Has("--dashboard"), "--dashboard shows nodes with grains: leave it out here and give it to one of those.");
        return _faults is [] ? cluster : throw new OptionsValidationException(nameof(ClusterSettings), typeof(ClusterSettings), _faults);
    }

    private ClusterSettings Read(Membership membership, NodeRole role, RedisAddress? redis)
    {
        var settings = new ClusterSettings { Membership = membership, Redis = redis, Role = role };
        settings = settings with
        {
            ClusterId = line.Setting("--cluster-id") ?? settings.ClusterId,
            SiloPort = Port("--silo-port", 1) ?? settings.SiloPort,
            GatewayPort = Port("--gateway-port", role == NodeRole.Silo ? 1 : 0) ?? settings.GatewayPort,
            NodeAddress = role == NodeRole.Api ? settings.NodeAddress : Address() ?? settings.NodeAddress,
        };
        Demand(settings.ClusterId.Length is > 0 and <= 100 && settings.ClusterId.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'),
            "--cluster-id takes 1 to 100 letters, digits, '-', '_' and '.'.");
        Demand(settings.SiloPort != settings.GatewayPort, "--silo-port and --gateway-port must differ.");
        return settings;
    }

    private T? OneOf<T>(string option, params (string Name, T Value)[] choices)
        where T : struct
    {
        if (line.Setting(option) is not { } text)
        {
            return null;
        }

        var found = Array.FindIndex(choices, choice => choice.Name == text);
        Demand(found >= 0, $"{option} takes {string.Join(" or ", choices.Select(static choice => choice.Name))}.");
        return found >= 0 ? choices[found].Value : null;
    }

    private int? Port(string option, int least)
    {
        if (line.Setting(option) is not { } text)
        {
            return null;
        }

        var isPort = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= least && port <= IPEndPoint.MaxPort;
        Demand(isPort, $"{option} takes a port from {least} to {IPEndPoint.MaxPort}.");
        return isPort ? port : null;
    }

    private IPAddress? Address()
    {
        var isGiven = line.Setting("--node-address") is { } text;
        IPAddress? address = null;
        if (isGiven)
        {
            Demand(IPAddress.TryParse(line.Setting("--node-address"), out address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any),
                "--node-address takes the IP address at which other nodes reach this one, such as 10.0.0.11.");
            return address;
        }

        address = NodeEndpoint.OfHostName();
        Demand(address is not null, "The name of this machine leads to no address that other nodes could reach: give one with --node-address (127.0.0.1 if all nodes are on this machine).");
        return address;
    }

    private void Demand(bool holds, string fault)
    {
        if (!holds)
        {
            _faults.Add(fault);
        }
    }
}
