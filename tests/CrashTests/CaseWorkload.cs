using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CreditGate.Domain.Identity;

namespace CreditGate.CrashTests;

/// <summary>A department that lists, acts and repairs, and a window that objects, each about enterprises of their own, until the service is gone.</summary>
internal sealed class CaseWorkload(HttpClient provider, HttpClient window, CaseAcknowledgements acknowledged, int round)
{
    private const int Clients = 4;
    private static readonly string Hash = new('a', 64);
    private static readonly string[] Steps = ["accept", "start", "approve", "publishStatement"];

    private readonly int _before = acknowledged.Count;
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _target = int.MaxValue;

    /// <summary>Completes once so many cases were acknowledged in this round.</summary>
    public Task Acknowledged(int count)
    {
        _target = count;
        return _enough.Task;
    }

    public Task Run(CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(index => Task.Run(() => Client(index, cancellation), cancellation)));

    private async Task Client(int index, CancellationToken cancellation)
    {
        try
        {
            for (var turn = 0; ; turn++)
            {
                var serial = (round * 100_000) + (index * 10_000) + (turn * 2) + 1;
                await Object(FictionalCodes.Entity(serial).Value, cancellation);
                await Repair(FictionalCodes.Entity(serial + 1).Value, cancellation);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            // The process was killed: this client's last request has no answer, and nothing is claimed of it.
        }
    }

    private async Task Object(string uscc, CancellationToken cancellation)
    {
        await List(uscc, cancellation);
        var action = await Post(provider, "/v1/actions", new { subject = new { uscc }, record = RecordOf() }, cancellation);
        Add(new AcknowledgedCase("/v1/actions", uscc, action.GetProperty("id").GetString()!, 0));
        var objection = await Post(
            window,
            "/v1/objections",
            new { subject = new { uscc }, record = RecordOf(), grounds = (string[])["wrong"], statement = "示例：工资已结清", materials = Materials("application", "identity", "proof", "commitment") },
            cancellation);
        Add(new AcknowledgedCase("/v1/objections", uscc, objection.GetProperty("id").GetString()!, 0) { Suspends = action.GetProperty("id").GetString() });
    }

    private async Task Repair(string uscc, CancellationToken cancellation)
    {
        await List(uscc, cancellation);
        var repair = await Post(provider, "/v1/repairs", new { subject = new { uscc }, record = RecordOf(), materials = Materials("application", "identity", "commitment") }, cancellation);
        var id = repair.GetProperty("id").GetString()!;
        for (var step = 0; ; step++)
        {
            acknowledged.Reached(step, repair.GetProperty("state").GetString()!);
            Add(new AcknowledgedCase("/v1/repairs", uscc, id, step) { IsGranted = step == Steps.Length });
            if (step == Steps.Length)
            {
                return;
            }

            repair = await Post(provider, $"/v1/repairs/{id}/steps", new { step = Steps[step], statement = "示例修复说明", dutiesDone = Steps[step] == "accept" }, cancellation);
        }
    }

    private async Task List(string uscc, CancellationToken cancellation) => await Post(
        provider,
        "/v1/records",
        new
        {
            rows = new[]
            {
                new
                {
                    kind = "listEntry", subject = new { uscc }, list = "L04", number = "示列1号", decidedOn = TimeProvider.System.GetUtcNow().AddDays(-400).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    basis = "《保障农民工工资支付条例》第48条", reason = "示例：拖欠工资",
                },
            },
        },
        cancellation);

    private void Add(AcknowledgedCase known)
    {
        acknowledged.Add(known);
        if (acknowledged.Count - _before >= _target)
        {
            _enough.TrySetResult();
        }
    }

    private static object RecordOf() => new { source = "D22", kind = "listEntry", number = "示列1号", list = "L04" };

    private static object[] Materials(params string[] kinds) => [.. kinds.Select(static kind => (object)new { kind, reference = $"示例/{kind}.pdf", sha256 = Hash })];

    private static async Task<JsonElement> Post(HttpClient client, string path, object body, CancellationToken cancellation)
    {
        using var response = await client.PostAsJsonAsync(path, body, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidOperationException($"{path}: {(int)response.StatusCode}: {text}");
    }
}

/// <summary>What the service said it had done in cases. Everything in here must outlive it.</summary>
internal sealed class CaseAcknowledgements
{
    private readonly ConcurrentDictionary<string, AcknowledgedCase> _cases = new();
    private readonly ConcurrentDictionary<int, string> _states = new();

    /// <summary>Each case as it was last acknowledged.</summary>
    public IReadOnlyCollection<AcknowledgedCase> Cases => [.. _cases.Values];

    public int Count => _cases.Count;

    /// <summary>States that a repair had left behind once so many steps were acknowledged.</summary>
    public IEnumerable<string> Before(int steps) => _states.Where(known => known.Key < steps).Select(static known => known.Value);

    public void Reached(int steps, string state) => _states[steps] = state;

    public void Add(AcknowledgedCase known) => _cases[known.Id] = known;
}

/// <param name="Path">Of its kind of case.</param>
/// <param name="Steps">How many were acknowledged after its opening.</param>
internal sealed record AcknowledgedCase(string Path, string Uscc, string Id, int Steps)
{
    /// <summary>Of an objection: the joint action whose tasks rest.</summary>
    public string? Suspends { get; init; }

    /// <summary>Of a repair: it was granted and published.</summary>
    public bool IsGranted { get; init; }
}
