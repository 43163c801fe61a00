using System.Net;
using CreditGate.ClusterTests.Networks;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.ClusterTests.Nodes;

/// <summary>A cluster that does not come to stand leaves nothing running.</summary>
public sealed class ClusterStartTests
{
    [Fact]
    public void Cluster_StopsItsPostgres_AndGivesBackItsNetwork_WhenRedisDoesNotStart()
    {
        var network = new GivenBack();
        PostgresServer? postgres = null;

        var failure = Assert.Throws<FileNotFoundException>(() => new Cluster(
            network, listens => postgres = new PostgresServer(listens), static _ => throw new FileNotFoundException("redis-server")));

        Assert.Equal("redis-server", failure.Message);
        Assert.NotNull(postgres);
        Assert.False(Directory.Exists(postgres.Host), "The server's directory is still there, and so is the server.");
        Assert.True(network.IsGivenBack);
    }

    private sealed class GivenBack : INodeNetwork
    {
        public bool IsGivenBack { get; private set; }

        public IPAddress Servers => IPAddress.Loopback;

        public IPAddress AddressOf(int node) => IPAddress.Loopback;

        public string[] CommandOf(int node) => [];

        public void Dispose() => IsGivenBack = true;
    }
}
