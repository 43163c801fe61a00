using System.Net;
using System.Text;
using System.Text.Json;
using CreditGate.Api.Tests.Changes;
using CreditGate.Silo.Tests.Postgres;
using Npgsql;
using Xunit;

namespace CreditGate.Api.Tests.Hosting;

/// <summary>The service with its ledger and grain storage in PostgreSQL.</summary>
public sealed class PostgresGateTests(SharedPostgres postgres) : IDisposable
{
    private const string Password = "not-to-be-seen";

    private readonly OwnDirectory _directory = new();
    private readonly string _database = postgres.NewDatabase(isUpgraded: false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Address => new NpgsqlConnectionStringBuilder(_database) { Password = Password }.ConnectionString;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Gate_AnswersFromPostgres_AndAgainAfterARestart()
    {
        var (uscc, person) = (Invented.Entity(), Invented.Person());
        var gate = await Start();
        var before = await gate.Operator.Now();
        await (await gate.As("D22")).Push(Rows.WageDefaulter(uscc));
        await (await gate.As("D34")).Push(Rows.JudgmentDefaulter(person));
        var changes = await gate.Operator.Changes(before);
        var answer = await gate.Operator.Check(Calls.CheckOf(uscc));
        await gate.Stop();

        gate = await Start();
        var again = await gate.Operator.Check(Calls.CheckOf(uscc));
        var receipt = await gate.Operator.Get($"/v1/receipts/{answer.Text("receipt")}");

        Assert.Equal(answer.Texts("outcome", "token"), again.Texts("outcome", "token"));
        Assert.Equal("refuse", (await gate.Operator.Check(Calls.CheckOf(person))).Text("outcome"));
        Assert.Equal(answer.ToString(), receipt.GetProperty("answer").ToString());
        Assert.Equal(2, changes.Count);
        Assert.Equal(2, Scalar("SELECT COUNT(*) FROM event"));
        Assert.Equal(0, new FileInfo(Path.Combine(_directory.Path, "ledger.db")).Length);
        await gate.Stop();
    }

    [Fact]
    public async Task Push_OfAFileIsTaken_WhenTheLedgerIsInPostgres()
    {
        var gate = await Start();
        var department = await gate.As("D22");
        var file = string.Join('\n', Enumerable.Range(0, 200).Select(index => Rows.Penalty(Invented.Entity(), $"示罚{index}号").ToJsonString())) + "\n{}\n";

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/pushes") { Content = new StringContent(file, Encoding.UTF8, "application/x-ndjson") };
        request.Headers.Add("Idempotency-Key", "example-1");

        var accepted = await (await department.SendAsync(request, Cancellation)).Body(HttpStatusCode.Accepted);
        var job = await Ended(department, accepted.Text("id")!);

        Assert.Equal("completed", job.Text("state"));
        Assert.Equal((200, 1), (Scalar("SELECT COUNT(*) FROM event"), Scalar("SELECT COUNT(*) FROM push_line WHERE kind = 'Rejected'")));
        await gate.Stop();
    }

    [Fact]
    public async Task Backup_IsNotThisServices_WhenTheLedgerIsInPostgres()
    {
        var gate = await Start();

        using var refused = await gate.Operator.PostAsync("/v1/backups", null, Cancellation);

        await refused.Problem(HttpStatusCode.Conflict, "backup-elsewhere");
        await gate.Stop();
    }

    [Fact]
    public async Task Start_TellsTheDatabaseWithoutItsPassword_WhenItsAddressIsInAFile()
    {
        var file = Path.Combine(_directory.Path, "postgres");
        await File.WriteAllTextAsync(file, Address + "\n", Cancellation);
        using var gate = GateProcess.Start(_directory.Path, "--postgres", file);

        var line = await gate.Line(static line => line.Contains("PostgreSQL", StringComparison.Ordinal));

        Assert.Contains(new NpgsqlConnectionStringBuilder(_database).Database!, line, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, gate.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=/nowhere;Database=示例;Username=nobody;Password=" + Password)]
    [InlineData("/nowhere/" + Password)]
    public async Task Start_IsRefusedInASentence_WhenThereIsNoSuchDatabase(string address)
    {
        using var refused = GateProcess.Start(_directory.Path, "--postgres", address);

        await refused.Exited();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("PostgreSQL", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_IsRefused_WhenTheDatabaseHoldsPersonsOfOtherSecrets()
    {
        var gate = await Start();
        await (await gate.As("D34")).Push(Rows.JudgmentDefaulter(Invented.Person()));
        await gate.Stop();
        using var elsewhere = new OwnDirectory();

        using var refused = GateProcess.Start(elsewhere.Path, "--postgres", _database);
        await refused.Exited();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("person-secrets.json", refused.Output, StringComparison.Ordinal);
    }

    private Task<RunningGate> Start() => RunningGate.Start(directory: _directory.Path, args: ["--postgres", Address]);

    private static async Task<JsonElement> Ended(HttpClient client, string id)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (await looks.WaitForNextTickAsync(limit.Token))
        {
            var job = await client.Get($"/v1/pushes/{id}");
            if (job.Text("state") is "completed" or "failed" or "cancelled")
            {
                return job;
            }
        }

        throw new TimeoutException("The push did not end within 60 s.");
    }

    private long Scalar(string sql)
    {
        using var connection = new NpgsqlConnection(_database + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }
}
