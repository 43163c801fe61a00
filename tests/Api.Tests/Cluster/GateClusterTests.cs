using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Auth;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.Api.Tests.Cluster;

/// <summary>Several nodes over one ledger.</summary>
public sealed class GateClusterTests(SharedPostgres postgres)
{
    [Theory]
    [InlineData("redis")]
    [InlineData("postgres")]
    public async Task Check_AtAnyNodeSeesWhatWasPushedAtAnother(string membership)
    {
        await using var cluster = new GateCluster(postgres);
        string[] names = ["a", "b", "c"];
        foreach (var name in names)
        {
            await cluster.Start(name, membership);
        }

        await cluster["a"].Ready(nodes: 3);
        var key = cluster["a"].Operator;
        foreach (var name in names)
        {
            var uscc = Invented.Entity();
            using var pusher = cluster[name].ClientFor(key.DefaultRequestHeaders.GetValues("X-Api-Key").Single());
            await key.Check(Calls.CheckOf(uscc));       // active at the first node, whichever takes the push
            await pusher.Push(Rows.WageDefaulter(uscc));
            foreach (var other in names)
            {
                var answer = await cluster[other].Operator.Check(Calls.CheckOf(uscc));
                Assert.Equal(("refuse", "v1", "grain"), (answer.Text("outcome"), answer.Text("token"), answer.Text("decidedBy")));
            }
        }

        await cluster.Stop("c");
        await cluster["a"].Ready(nodes: 2);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("postgres")]
    public async Task Roles_AreSplit_WhenNodesSaySo(string membership)
    {
        await using var cluster = new GateCluster(postgres);
        var silo = await cluster.Start("silo", membership, "silo");
        var api = await cluster.Start("api", membership, "api");
        await api.Ready(nodes: 1);
        await silo.Ready(nodes: 1);
        var uscc = Invented.Entity();

        await (await api.As("D22")).Push(Rows.WageDefaulter(uscc));
        var answer = await api.Operator.Check(Calls.CheckOf(uscc));
        using var elsewhere = await silo.Operator.GetAsync("/v1/catalogue", TestContext.Current.CancellationToken);
        using var metrics = await silo.Operator.GetAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Equal(("refuse", "grain"), (answer.Text("outcome"), answer.Text("decidedBy")));
        Assert.Equal(uscc, (await api.Operator.Get($"/v1/subjects/{uscc}")).Text("key"));
        Assert.Equal(answer.Text("receipt"), (await api.Operator.Get($"/v1/receipts/{answer.Text("receipt")}")).GetProperty("answer").Text("receipt"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (elsewhere.StatusCode, metrics.StatusCode));
    }

    [Fact]
    public async Task Check_IsDecidedFromTheLedger_WhenNoNodeHasGrains()
    {
        await using var cluster = new GateCluster(postgres);
        await cluster.Start("silo", role: "silo");
        var api = await cluster.Start("api", role: "api");
        await api.Ready(nodes: 1);
        var uscc = Invented.Entity();
        await api.Operator.Push(Rows.WageDefaulter(uscc));

        await cluster.Stop("silo");
        var (status, body) = await api.Operator.Until("alone", static body => body.GetProperty("nodes").GetInt32() == 0);
        var answer = await api.Operator.Check(Calls.CheckOf(uscc));

        Assert.Equal(("refuse", "ledger"), (answer.Text("outcome"), answer.Text("decidedBy")));
        Assert.Equal((HttpStatusCode.OK, "no-grain-hosts"), (status, body.Part("cluster").Text("code")));
    }

    [Fact]
    public async Task Nodes_GoOn_WhenRedisIsLost()
    {
        await using var cluster = new GateCluster(postgres);
        var first = await cluster.Start("a");
        var second = await cluster.Start("b");
        await first.Ready(nodes: 2);
        await second.Ready(nodes: 2);

        cluster.Redis.Kill();
        var (status, body) = await first.Operator.Until("told of", static body => body.Part("cluster").Text("code") is not null);
        for (var round = 0; round < 20; round++)
        {
            var uscc = Invented.Entity();
            await first.Operator.Push(Rows.WageDefaulter(uscc));
            Assert.Equal("refuse", (await second.Operator.Check(Calls.CheckOf(uscc))).Text("outcome"));
        }

        Assert.Equal((HttpStatusCode.OK, "ready", "membership-silent"), (status, body.Text("status"), body.Part("cluster").Text("code")));
        Assert.True(body.Part("cluster").GetProperty("ready").GetBoolean());

        cluster.Redis.Start();
        await first.Operator.Until("told as well again", static body => body.Part("cluster").Text("code") is null);
    }

    /// <summary>Also when Redis tells nobody anything any more: every node looks at the list twice a second.</summary>
    [Fact]
    public async Task RevokedKeyOrToken_IsRefusedByEveryNodeWithinASecond()
    {
        await using var issuer = await TokenIssuer.Start();
        using var directory = new OwnDirectory();
        string[] options = ["--oidc", issuer.SettingsIn(directory.Path)];
        await using var cluster = new GateCluster(postgres);
        RunningGate[] nodes = [await cluster.Start("a", args: options), await cluster.Start("b", args: options), await cluster.Start("c", args: options)];
        await Task.WhenAll(nodes.Select(static node => node.Ready(nodes: 3)));
        await IsRefusedInTime(nodes, rounds: 5);
        await IsRefusedInTime(nodes, issuer, "示例令牌甲");

        cluster.Redis.Kill();
        await IsRefusedInTime(nodes, rounds: 5);
        await IsRefusedInTime(nodes, issuer, "示例令牌乙");

        cluster.Redis.Start();
        await nodes[0].Operator.Until("told as well again", static body => body.Part("cluster").Text("code") is null);
    }

    private static async Task IsRefusedInTime(RunningGate[] nodes, TokenIssuer issuer, string jti)
    {
        HttpClient[] clients = [.. nodes.Select(node => With(node, issuer, jti))];
        await Task.WhenAll(clients.Select(static client => client.Check(Calls.CheckOf(Invented.Entity(), "MT-H02"))));

        await nodes[0].RevokeTokens("jti", jti);
        var revoked = Stopwatch.GetTimestamp();
        var taken = await Task.WhenAll(clients.Select(client => Refused(client, revoked)));

        Assert.All(taken, static last => Assert.InRange(last, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        Array.ForEach(clients, static client => client.Dispose());
    }

    private static HttpClient With(RunningGate node, TokenIssuer issuer, string jti) => new()
    {
        BaseAddress = node.Address,
        DefaultRequestHeaders = { Authorization = new("Bearer", issuer.Token(token => (token.Claims["jti"], token.Claims["limits"]) = (jti, """{"matters":["*"]}"""))) },
    };

    private static async Task IsRefusedInTime(RunningGate[] nodes, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var made = await nodes[0].MakeKey("D22");
            HttpClient[] clients = [.. nodes.Select(node => node.ClientFor(made.Text("key")!))];
            await Task.WhenAll(clients.Select(static client => client.Check(Calls.CheckOf(Invented.Entity()))));

            await nodes[0].Revoke(made.Text("id")!);
            var revoked = Stopwatch.GetTimestamp();
            var taken = await Task.WhenAll(clients.Select(client => Refused(client, revoked)));

            Assert.All(taken, static last => Assert.InRange(last, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        }
    }

    /// <returns>How long after the revocation the last check was sent that was still answered; a key once refused stays so.</returns>
    private static async Task<TimeSpan> Refused(HttpClient client, long revoked)
    {
        var last = TimeSpan.Zero;
        while (true)
        {
            var sent = Stopwatch.GetElapsedTime(revoked);
            using var response = await client.PostAsJsonAsync("/v1/checks", Calls.CheckOf("91360702XNDEM00277"), TestContext.Current.CancellationToken);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                return last;
            }

            Assert.True(sent < TimeSpan.FromSeconds(30), "The key was taken for 30 s after it was revoked.");
            last = sent;
        }
    }
}
