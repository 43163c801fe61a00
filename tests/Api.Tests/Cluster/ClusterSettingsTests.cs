using System.Net;
using System.Net.Sockets;
using CreditGate.Api.Hosting;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Hosting.Cluster;
using Microsoft.Extensions.Options;
using Xunit;

namespace CreditGate.Api.Tests.Cluster;

public sealed class ClusterSettingsTests
{
    private const string Postgres = "--postgres Host=nowhere;Database=示例 ";

    [Fact]
    public void From_IsOneProcess_WithoutCluster()
    {
        var settings = Settings.From(["--urls", "http://127.0.0.1:0"]);

        Assert.Null(settings.Cluster);
        Assert.Equal(TimeSpan.Zero, settings.Drain);
    }

    [Fact]
    public void From_HasDefaults_ForWhatIsNotSaid()
    {
        var settings = Settings.From(Split(Postgres + "--cluster redis --redis redis:6379,password=hidden --node-address 10.0.0.11"));

        Assert.Equal(
            (Membership.Redis, "creditgate", NodeRole.All, "10.0.0.11", 11_111, 30_000, 10.0),
            (settings.Cluster!.Membership, settings.Cluster.ClusterId, settings.Cluster.Role, settings.Cluster.NodeAddress.ToString(), settings.Cluster.SiloPort, settings.Cluster.GatewayPort, settings.Drain.TotalSeconds));
        Assert.Equal("redis:6379", settings.Cluster.Redis!.ToString());
        Assert.DoesNotContain("hidden", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void From_TakesWhatIsSaid()
    {
        var settings = Settings.From(Split(
            Postgres + "--cluster postgres --cluster-id xn-2 --role=silo --node-address=::1 --silo-port 1 --gateway-port=65535 --drain-seconds 0"));

        Assert.Equal(
            (Membership.Postgres, "xn-2", NodeRole.Silo, IPAddress.IPv6Loopback, 1, 65_535, 0.0),
            (settings.Cluster!.Membership, settings.Cluster.ClusterId, settings.Cluster.Role, settings.Cluster.NodeAddress, settings.Cluster.SiloPort, settings.Cluster.GatewayPort, settings.Drain.TotalSeconds));
        Assert.Null(settings.Cluster.Redis);
    }

    [Theory]
    [InlineData("--role api", "--cluster")]
    [InlineData("--redis redis:6379", "--cluster")]
    [InlineData("--cluster redis --redis redis:6379 --node-address 10.0.0.11", "--postgres")]
    [InlineData(Postgres + "--cluster redis --node-address 10.0.0.11", "--redis")]
    [InlineData(Postgres + "--cluster zookeeper", "--cluster takes redis or postgres")]
    [InlineData(Postgres + "--cluster postgres --role both --node-address 10.0.0.11", "--role takes all or api or silo")]
    [InlineData(Postgres + "--cluster postgres --node-address here", "--node-address")]
    [InlineData(Postgres + "--cluster postgres --node-address 0.0.0.0", "--node-address")]
    [InlineData(Postgres + "--cluster postgres --node-address 10.0.0.11 --silo-port 0", "--silo-port takes a port from 1 to 65535")]
    [InlineData(Postgres + "--cluster postgres --node-address 10.0.0.11 --gateway-port 65536", "--gateway-port takes a port from 0 to 65535")]
    [InlineData(Postgres + "--cluster postgres --node-address 10.0.0.11 --role silo --gateway-port 0", "--gateway-port takes a port from 1 to 65535")]
    [InlineData(Postgres + "--cluster postgres --node-address 10.0.0.11 --silo-port 7 --gateway-port 7", "must differ")]
    [InlineData(Postgres + "--cluster postgres --node-address 10.0.0.11 --cluster-id a/b", "--cluster-id")]
    [InlineData(Postgres + "--cluster postgres --role api --dashboard", "--dashboard")]
    [InlineData("--drain-seconds 601", "--drain-seconds takes 0 to 600")]
    [InlineData("--drain-seconds -1", "--drain-seconds takes 0 to 600")]
    public void From_NamesTheFix_WhenOptionsDoNotHoldTogether(string line, string fix)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Settings.From(Split(line)));

        Assert.Contains(fix, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_TellsEveryFaultAtOnce()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Settings.From(Split("--cluster redis --node-address here --silo-port x")));

        Assert.Equal(4, refused.Failures.Count());
    }

    [Fact]
    public void Setting_IsTheEnvironments_WhenTheLineDoesNotSay()
    {
        Environment.SetEnvironmentVariable("CREDITGATE_ONLY_IN_THIS_TEST", " from there ");
        string[] options = ["--only-in-this-test"];

        Assert.Equal("from there", new CommandLine([], [], options).Setting(options[0]));
        Assert.Equal("here", new CommandLine([options[0], "here"], [], options).Setting(options[0]));
        Assert.Null(new CommandLine([options[0], ""], [], options).Setting(options[0]));
    }

    [Fact]
    public async Task Start_IsRefusedInASentence_WhenRedisDoesNotAnswer()
    {
        using var directory = new OwnDirectory();

        using var refused = GateProcess.Start(directory.Path, Split(Postgres + $"--cluster redis --node-address 127.0.0.1 --redis 127.0.0.1:{RedisServer.FreePort()},password=hidden"));
        await refused.Exited();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--redis", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--silo-port")]
    [InlineData("--gateway-port")]
    public async Task Start_IsRefusedInASentence_WhenAPortIsTaken(string option)
    {
        using var directory = new OwnDirectory();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        using var refused = GateProcess.Start(directory.Path, Split(
            Postgres + $"--cluster postgres --node-address 127.0.0.1 --silo-port {RedisServer.FreePort()} --gateway-port {RedisServer.FreePort()} {option} {((IPEndPoint)other.LocalEndpoint).Port}"));
        await refused.Exited();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(option, refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_IsRefusedInASentence_WhenTheAddressIsNotThisMachines()
    {
        using var directory = new OwnDirectory();

        using var refused = GateProcess.Start(directory.Path, Split(Postgres + "--cluster postgres --node-address 192.0.2.1"));
        await refused.Exited();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--node-address", refused.Output, StringComparison.Ordinal);
    }

    private static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
