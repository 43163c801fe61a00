using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

public sealed class BackupsApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_IsWhole_AndHoldsSecretsOnlyWhenAsked()
    {
        await using var gate = await RunningGate.Start();
        using var elsewhere = new OwnDirectory();
        await gate.Operator.Push(Rows.Registration(Invented.Entity()));

        var without = await gate.Operator.Post("/v1/backups", new JsonObject());
        var with = await gate.Operator.Post("/v1/backups?secrets=true", new JsonObject());

        Assert.Equal((1, false), (without.GetProperty("position").GetInt64(), without.GetProperty("holdsSecrets").GetBoolean()));
        Assert.Equal(["ledger.db", "spool.db", "storage.db"], without.Each("files", "name"));
        Assert.Equal(["ledger.db", "person-secrets.json", "spool.db", "storage.db"], with.Each("files", "name"));
        Assert.Equal(without.Text("secretsDigest"), Digest(gate, with.Text("name")!, "person-secrets.json"));
        Assert.All(with.GetProperty("files").EnumerateArray(), file => Assert.Equal(file.Text("digest"), Digest(gate, with.Text("name")!, file.Text("name")!)));
        var listed = await gate.Operator.Get("/v1/backups");
        Assert.Equal([without.Text("name"), with.Text("name")], listed.EnumerateArray().Select(static backup => backup.Text("name")));
    }

    [Fact]
    public async Task Backup_IsTheOperators()
    {
        await using var gate = await RunningGate.Start();
        using var refused = await (await gate.As("D22")).PostAsync("/v1/backups", null, Cancellation);

        await refused.Problem(HttpStatusCode.Forbidden, "not-allowed");
        Assert.False(Directory.Exists(Path.Combine(gate.Directory, "backups")));
    }

    [Fact]
    public async Task Backup_LeavesNothingHalf_WhenItsDirectoryCannotBeWritten()
    {
        using var elsewhere = new OwnDirectory();
        var file = Path.Combine(elsewhere.Path, "a file, not a directory");
        await File.WriteAllTextAsync(file, "", Cancellation);
        await using var gate = await RunningGate.Start(args: ["--backups", file]);

        using var failed = await gate.Operator.PostAsync("/v1/backups", null, Cancellation);

        await failed.Problem(HttpStatusCode.ServiceUnavailable, "backup-failed");
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(elsewhere.Path));
        await gate.Operator.Check(Calls.CheckOf(Invented.Entity()));
    }

    [Fact]
    public async Task Start_IsRefused_WhenPersonsWereRestoredWithoutTheirSecrets()
    {
        using var directory = new OwnDirectory();
        var person = Invented.Person();
        var gate = await RunningGate.Start(directory: directory.Path);
        await (await gate.As("D34")).Push(Rows.JudgmentDefaulter(person));
        await gate.Stop();
        var (secrets, aside) = (Path.Combine(directory.Path, "person-secrets.json"), Path.Combine(directory.Path, "aside"));
        File.Move(secrets, aside);

        using (var refused = GateProcess.Start(directory.Path))
        {
            await refused.Exited();
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("person-secrets.json", refused.Output, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(secrets));
        File.Move(aside, secrets);
        var restored = await RunningGate.Start(directory: directory.Path);
        Assert.Equal("refuse", (await restored.Operator.Check(Calls.CheckOf(person))).Text("outcome"));
        await restored.Stop();
    }

    private static string Digest(RunningGate gate, string backup, string file) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(gate.Directory, "backups", backup, file))));
}
