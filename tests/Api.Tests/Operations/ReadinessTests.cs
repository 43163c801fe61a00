using System.Net;
using System.Text.Json;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Storage.Sqlite;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

public sealed class ReadinessTests
{
    private static readonly string[] Parts = ["warmUp", "drain", "ledger", "spool", "disk", "storage", "clock"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Ready_NamesThePartThatDoesNotServe_AndComesBackWhenItDoes()
    {
        await using var gate = await RunningGate.Start();
        using var client = gate.Anonymous;
        var ready = await Until(client, HttpStatusCode.OK, "ready");
        Assert.Equal(Parts, ready.Each("parts", "part"));

        using (var other = SqliteFile.OpenWriter(Path.Combine(gate.Directory, "spool.db"), 1, 1_000))
        {
            using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";        // holds the file's only writing turn, as a disk that hangs would
            command.ExecuteNonQuery();
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
            var failing = await Until(client, HttpStatusCode.ServiceUnavailable, "failing");
            var spool = Assert.Single(failing.GetProperty("parts").EnumerateArray(), static part => !part.GetProperty("ready").GetBoolean());
            Assert.Equal(["spool", "spool-refuses"], spool.Texts("part", "code"));
            Assert.StartsWith("Receipts cannot be made durable", spool.Text("message"), StringComparison.Ordinal);
            Assert.Equal("live", await client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));        // a restart would not help
        }

        await Until(client, HttpStatusCode.OK, "ready");
    }

    private static async Task<JsonElement> Until(HttpClient client, HttpStatusCode status, string named)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var said = "";
        try
        {
            while (await looks.WaitForNextTickAsync(limit.Token))
            {
                var response = await client.GetAsync("/health/ready", limit.Token);
                var body = await response.Body(response.StatusCode);
                said = body.ToString();
                if (response.StatusCode == status && body.Text("status") == named)
                {
                    return body;
                }
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Not {named} within {Limit.TotalSeconds} s: {said}");
        }

        throw new InvalidOperationException("The timer has ended.");
    }
}
