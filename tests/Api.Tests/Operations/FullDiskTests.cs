using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

/// <summary>A real, small file system under the data directory, filled to the last byte and emptied again.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int MostChecks = 5_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly OwnDirectory _place = new();
    private readonly bool _isMounted;

    public FullDiskTests() => _isMounted = Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", _place.Path) == 0;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Ballast => Path.Combine(_place.Path, "ballast");

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", "--lazy", _place.Path);       // grain storage keeps its connections pooled
        }

        _place.Dispose();
    }

    [Fact]
    public async Task Checks_AreRefusedClearly_WhileTheDiskIsFull_AndAnsweredWithoutARestartWhenItIsNot()
    {
        Assert.SkipUnless(_isMounted, "Mounting a small file system needs root.");
        await using var gate = await RunningGate.Start(directory: Path.Combine(_place.Path, "data"));
        var (department, uscc) = (await gate.As("D22"), Invented.Entity());
        await department.Push(Rows.WageDefaulter(uscc));
        await Fill();

        using var refused = await UntilRefused(gate.Operator, uscc);
        await refused.Problem(HttpStatusCode.ServiceUnavailable, "receipt-not-durable");
        Assert.NotNull(refused.Headers.RetryAfter);
        await Until("health names the disk", async () =>
            (await (await gate.Operator.GetAsync("/health/ready", Cancellation)).Content.ReadAsStringAsync(Cancellation)).Contains("disk-short", StringComparison.Ordinal));
        await PushesAreRefused(department);

        File.Delete(Ballast);
        await Until("checks are answered", async () => (await Asked(gate.Operator, uscc)).StatusCode == HttpStatusCode.OK);
        Assert.Equal("refuse", (await gate.Operator.Check(Calls.CheckOf(uscc))).Text("outcome"));
        Assert.Equal("created", (await department.Push(Rows.WageDefaulter(Invented.Entity()))).Each("rows", "outcome")[0]);
        await Until("health is ready", async () => (await gate.Operator.GetAsync("/health/ready", Cancellation)).IsSuccessStatusCode);
    }

    private static async Task PushesAreRefused(HttpClient department)
    {
        var rows = new JsonArray([.. Enumerable.Range(0, 200).Select(static _ => Rows.WageDefaulter(Invented.Entity()))]);
        using var refused = await department.PostAsJsonAsync("/v1/records", new JsonObject { ["rows"] = rows }, Cancellation);
        await refused.Problem(HttpStatusCode.ServiceUnavailable, "ledger-unavailable");
        var file = string.Join('\n', Enumerable.Range(0, 5_000).Select(static index => Rows.Penalty(Invented.Entity(), $"示罚{index}号").ToJsonString()));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/pushes") { Content = new StringContent(file, Encoding.UTF8, "application/x-ndjson") };
        request.Headers.Add("Idempotency-Key", "example-full");
        using var upload = await department.SendAsync(request, Cancellation);
        await upload.Problem(HttpStatusCode.InsufficientStorage, "upload-no-room");
    }

    private static Task<HttpResponseMessage> Asked(HttpClient client, string uscc) => client.PostAsJsonAsync("/v1/checks", Calls.CheckOf(uscc), Cancellation);

    /// <summary>What the files had room for already is still written; every answer until then has its receipt.</summary>
    private static async Task<HttpResponseMessage> UntilRefused(HttpClient client, string uscc)
    {
        for (var check = 0; check < MostChecks; check++)
        {
            var response = await Asked(client, uscc);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return response;
            }
        }

        throw new InvalidOperationException($"{MostChecks} checks were answered on a full disk.");
    }

    private async Task Fill()
    {
        await using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var block = new byte[4_096]; ;)
            {
                await ballast.WriteAsync(block, Cancellation);
            }
        }
        catch (IOException)
        {
            // Not one block more fits.
        }
    }

    private static async Task Until(string what, Func<Task<bool>> holds)
    {
        var started = Stopwatch.StartNew();
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await holds())
        {
            Assert.True(started.Elapsed < Limit, $"Not within {Limit.TotalSeconds} s: {what}");
            await looks.WaitForNextTickAsync(Cancellation);
        }
    }

    private static int Run(params string[] command)
    {
        using var process = Process.Start(command[0], command[1..]);
        process.WaitForExit();
        return process.ExitCode;
    }
}
