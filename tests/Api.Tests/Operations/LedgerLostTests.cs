using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Receipts;
using CreditGate.Silo.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

/// <summary>The ledger's server dies, or stands still with its connections open, under a running service; and comes back.</summary>
public sealed class LedgerLostTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan DetectLimit = LedgerPulse.Limit + TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DeadlineLimit = TimeSpan.FromSeconds(2 + 1.5);
    private static readonly TimeSpan RecoverLimit = TimeSpan.FromSeconds(20);

    private readonly PostgresServer _server = new();
    private readonly OwnDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _directory.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Service_AnswersFromMemory_WhileTheLedgerIsLost_AndIsWholeWhenItIsBack(bool hangs)
    {
        var gate = await RunningGate.Start(directory: _directory.Path, args: ["--postgres", Database()]);
        var department = await gate.As("D22");
        var (known, cold, pushed) = (Invented.Entity(), Invented.Entity(), Invented.Entity());
        await department.Push(Rows.WageDefaulter(known));
        Assert.False((await gate.Operator.Check(Calls.CheckOf(known))).GetProperty("unconfirmed").GetBoolean());
        var person = Invented.Person();
        await (await gate.As("D34")).Push(Rows.JudgmentDefaulter(person));
        Assert.Equal("refuse", (await gate.Operator.Check(Calls.CheckOf(person))).Text("outcome"));

        var lost = Stopwatch.StartNew();
        if (hangs) { _server.Pause(); } else { _server.Kill(); }
        var atOnce = Refused(gate.Operator, Calls.CheckOf(cold), "could-not-decide", DeadlineLimit);
        var begun = department.PostAsJsonAsync("/v1/records", new JsonObject { ["rows"] = new JsonArray(Rows.WageDefaulter(pushed)) }, Cancellation);

        await Until("answers say unconfirmed", DetectLimit, async () => await Answer(gate, known) is (true, "refuse"));
        output.WriteLine($"unconfirmed after {lost.Elapsed.TotalSeconds:F1} s");
        await atOnce;
        await (await begun).Problem(HttpStatusCode.ServiceUnavailable, "ledger-unavailable");
        output.WriteLine($"a push under way was refused after {lost.Elapsed.TotalSeconds:F1} s");
        await Until("the ledger counts as lost", DetectLimit, () => Task.FromResult(gate.Services.GetRequiredService<LedgerPulse>().IsLost));
        await RefusesWhatNeedsTheLedger(gate, department, known, cold, pushed);
        Assert.Equal("refuse", (await gate.Operator.Check(Calls.CheckOf(person))).Text("outcome"));
        for (var again = 0; again < 20; again++)
        {
            Assert.Equal((true, "refuse"), await Answer(gate, known));
        }

        var spool = gate.Services.GetRequiredService<ReceiptSpool>();
        Assert.True(spool.Depth >= 20);
        if (hangs) { _server.Continue(); } else { _server.Start(); }
        var back = Stopwatch.StartNew();
        await Until("answers are confirmed again", RecoverLimit, async () => await Answer(gate, known) is (false, "refuse"));
        output.WriteLine($"confirmed {back.Elapsed.TotalSeconds:F1} s after the server was back");
        Assert.Equal("proceed", (await gate.Operator.Check(Calls.CheckOf(cold))).Text("outcome"));
        await Until("the push is taken", RecoverLimit, async () =>
            (await department.PostAsJsonAsync("/v1/records", new JsonObject { ["rows"] = new JsonArray(Rows.WageDefaulter(pushed)) }, Cancellation)).IsSuccessStatusCode);
        Assert.Equal("refuse", (await gate.Operator.Check(Calls.CheckOf(pushed))).Text("outcome"));
        await Until("the spool is empty", RecoverLimit, () => Task.FromResult(spool.Depth == 0));
        output.WriteLine($"spool drained {back.Elapsed.TotalSeconds:F1} s after the server was back");
        await gate.Stop();
        Assert.Equal(1, Scalar($"SELECT COUNT(*) FROM record WHERE subject = '{pushed}'"));
    }

    private async Task RefusesWhatNeedsTheLedger(RunningGate gate, HttpClient department, string known, string cold, string pushed)
    {
        var quickly = TimeSpan.FromSeconds(1);
        await Refused(gate.Operator, Calls.CheckOf(cold), "could-not-decide", quickly);
        await Refused(gate.Operator, Calls.CheckOf(known).With("consistency", "fresh"), "could-not-decide", quickly);
        await Refused(gate.Operator, Calls.CheckOf(known).With("requestId", "示例-1"), "could-not-decide", quickly);
        var asked = Stopwatch.StartNew();
        using var refused = await department.PostAsJsonAsync("/v1/records", new JsonObject { ["rows"] = new JsonArray(Rows.WageDefaulter(pushed)) }, Cancellation);
        await refused.Problem(HttpStatusCode.ServiceUnavailable, "ledger-unavailable");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/pushes") { Content = new StringContent("{}", Encoding.UTF8, "application/x-ndjson") };
        request.Headers.Add("Idempotency-Key", "example-2");
        using var file = await department.SendAsync(request, Cancellation);
        await file.Problem(HttpStatusCode.ServiceUnavailable, "ledger-unavailable");
        Assert.All((HttpResponseMessage[])[refused, file], static response => Assert.NotNull(response.Headers.RetryAfter));
        Assert.True(asked.Elapsed < 2 * quickly, $"Pushes were refused after {asked.Elapsed}.");
        Assert.Equal((true, "refuse"), await Answer(gate, known));
    }

    private static async Task<(bool Unconfirmed, string? Outcome)> Answer(RunningGate gate, string uscc)
    {
        var asked = Stopwatch.StartNew();
        var answer = await gate.Operator.Check(Calls.CheckOf(uscc));
        Assert.True(asked.Elapsed < TimeSpan.FromSeconds(1), $"A subject in memory was answered after {asked.Elapsed}.");
        return (answer.GetProperty("unconfirmed").GetBoolean(), answer.Text("outcome"));
    }

    private async Task Refused(HttpClient client, JsonObject check, string code, TimeSpan within)
    {
        var asked = Stopwatch.StartNew();
        using var response = await client.PostAsJsonAsync("/v1/checks", check, Cancellation);
        var took = asked.Elapsed;
        await response.Problem(HttpStatusCode.ServiceUnavailable, code);
        Assert.NotNull(response.Headers.RetryAfter);
        output.WriteLine($"refused after {took.TotalMilliseconds:F0} ms: {check.ToJsonString()}");
        Assert.True(took < within, $"Refused after {took}, not within {within}: {check.ToJsonString()}");
    }

    private static async Task Until(string what, TimeSpan limit, Func<Task<bool>> holds)
    {
        var started = Stopwatch.StartNew();
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds())
        {
            Assert.True(started.Elapsed < limit, $"Not within {limit.TotalSeconds} s: {what}");
            await looks.WaitForNextTickAsync(Cancellation);
        }
    }

    private string Database()
    {
        Run("CREATE DATABASE example");
        return _server.ConnectionString("example");
    }

    private void Run(string sql)
    {
        using var connection = new NpgsqlConnection(_server.ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private long Scalar(string sql)
    {
        using var connection = new NpgsqlConnection(_server.ConnectionString("example") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }
}
