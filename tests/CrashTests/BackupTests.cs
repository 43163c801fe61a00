using System.Text.Json;
using Xunit;

namespace CreditGate.CrashTests;

public sealed class BackupTests : IDisposable
{
    private const int Before = 200;
    private const int After = 100;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-backup-");

    private string Original => Path.Combine(_directory.FullName, "original");

    private string Backups => Path.Combine(_directory.FullName, "backups");

    private string Restored => Path.Combine(_directory.FullName, "restored");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Backup_HoldsAllThatWasAcknowledgedBeforeIt_WhenItIsMadeUnderLoadAndRestoredElsewhere()
    {
        var beforehand = new Acknowledgements();
        var backup = await BackUpUnderLoadThenKill(beforehand);

        Restore(backup);
        using (var wreck = new Wreck(Restored))
        {
            wreck.Verify();
        }

        await GoesOnWhereItWasRestored(beforehand);
        using var afterwards = new Wreck(Restored);
        afterwards.Verify();        // no place in the chain of receipts was given out twice
    }

    /// <summary>Returns the backup's name. What was acknowledged before it began is added to the acknowledgements; the load goes on until the kill.</summary>
    private async Task<string> BackUpUnderLoadThenKill(Acknowledgements beforehand)
    {
        using var service = await ServiceProcess.Start(Original, "--backups", Backups);
        var all = new Acknowledgements();
        var workload = new Workload(service.Operator, all, round: 1);
        var enough = workload.Acknowledged(Before);
        var running = workload.Run(Cancellation);
        await Task.WhenAny(enough, running);
        all.CopyTo(beforehand);
        var (pushes, answers) = (all.Pushes.Values.Max(static push => push.Revision), all.Answers.Count);

        using var response = await service.Operator.PostAsync("/v1/backups", null, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, body);
        var more = workload.Acknowledged((2 * all.Answers.Count) + After);      // every answer comes with a push
        await Task.WhenAny(more, running);
        Assert.True(all.Answers.Count > answers && all.Pushes.Values.Max(static push => push.Revision) > pushes, "The load did not go on beside the backup.");
        await service.Kill();
        await running;
        return JsonSerializer.Deserialize<JsonElement>(body).GetProperty("name").GetString()!;
    }

    /// <summary>As docs/operations.md says: the files of the backup, and the secrets from a place of their own.</summary>
    private void Restore(string backup)
    {
        Directory.CreateDirectory(Restored);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Backups, backup)).Append(Path.Combine(Original, "person-secrets.json")))
        {
            File.Copy(file, Path.Combine(Restored, Path.GetFileName(file)));
        }
    }

    /// <summary>Its callers come with the keys that they had: a request id is the credential's own.</summary>
    private async Task GoesOnWhereItWasRestored(Acknowledgements beforehand)
    {
        using var service = await ServiceProcess.Start(Restored);
        using var caller = service.ClientWith(await ServiceProcess.OperatorKey(Original));
        var survivors = new Survivors(caller);
        await survivors.Verify(beforehand);
        await survivors.VerifyRepeats(beforehand.Answers.Take(100));

        var later = new Acknowledgements();
        var workload = new Workload(caller, later, round: 2);
        var enough = workload.Acknowledged(After);
        var running = workload.Run(Cancellation);
        await Task.WhenAny(enough, running);
        await Drained(service);
        await service.Kill();
        await running;
        Assert.NotEmpty(later.Answers);
    }

    /// <summary>Receipts given after the restore reach the restored ledger, beside those that were there.</summary>
    private static async Task Drained(ServiceProcess service)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await Metric(service.Operator, "creditgate_receipts_shipped_total") < After / 4)
        {
            Assert.False(limit.IsCancellationRequested, $"Receipts did not reach the ledger within 30 s of the restore.{service.Said()}");
            await looks.WaitForNextTickAsync(Cancellation);
        }

        Assert.Equal(0, await Metric(service.Operator, "creditgate_receipts_shipping_failures_total"));
    }

    private static async Task<double> Metric(HttpClient client, string name)
    {
        var scrape = await client.GetStringAsync("/metrics", Cancellation);
        var line = scrape.Split('\n').Single(line => line.StartsWith(name + "{", StringComparison.Ordinal));
        return double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
