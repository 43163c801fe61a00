using System.Net.Http.Json;
using System.Text.Json;

namespace CreditGate.CrashTests;

/// <summary>Departments that push and check at the same time, each about enterprises of its own, until the service is gone.</summary>
internal sealed class Workload(HttpClient client, Acknowledgements acknowledged, int round)
{
    public const int Clients = 8;
    public const int EnterprisesEach = 4;

    private int _count;
    private (int Count, TaskCompletionSource Reached)? _target;

    /// <summary>Completes once the clients have that many acknowledgements between them.</summary>
    public Task Acknowledged(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _target = (count, reached);
        return reached.Task;
    }

    public Task Run(CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(index => Task.Run(() => Client(index, cancellation), cancellation)));

    private async Task Client(int index, CancellationToken cancellation)
    {
        try
        {
            for (var turn = 0; ; turn++)
            {
                // The same enterprises in every round, so that histories are written across crashes.
                var enterprise = new Enterprise(1 + (index * EnterprisesEach) + (turn % EnterprisesEach));
                await Push(enterprise, turn, cancellation);
                await Check(enterprise, $"{round}-{index}-{turn}", cancellation);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            // The process was killed: this client's last request has no answer, and nothing is claimed of it.
        }
    }

    private async Task Push(Enterprise enterprise, int turn, CancellationToken cancellation)
    {
        var revision = (round * 1_000_000L) + turn + 1;
        using var response = await client.PostAsJsonAsync("/v1/records", enterprise.Push(revision), cancellation);
        var body = await Read(response, cancellation);
        var rows = body.GetProperty("rows").EnumerateArray().ToArray();
        if (rows.Length != 2 || rows.Any(static row => row.GetProperty("outcome").GetString() is not ("created" or "revised")))
        {
            throw new InvalidOperationException($"A push was not taken: {body}");
        }

        acknowledged.Add(enterprise.Serial, new Pushed(revision, rows[1].GetProperty("token").GetString()!));
        Count();
    }

    private async Task Check(Enterprise enterprise, string requestId, CancellationToken cancellation)
    {
        using var response = await client.PostAsJsonAsync("/v1/checks", enterprise.Check(requestId), cancellation);
        acknowledged.Add(Reading.Answer(await Read(response, cancellation), enterprise.Serial, requestId));
        Count();
    }

    private void Count()
    {
        if (Interlocked.Increment(ref _count) >= _target?.Count)
        {
            _target?.Reached.TrySetResult();
        }
    }

    private static async Task<JsonElement> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(body)
            : throw new InvalidOperationException($"{(int)response.StatusCode}: {body}");
    }
}
