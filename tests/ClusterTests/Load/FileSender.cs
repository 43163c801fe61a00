using System.Net.Http.Headers;
using System.Text.Json;
using CreditGate.ClusterTests.Histories;
using CreditGate.ClusterTests.Nodes;
using Xunit;

namespace CreditGate.ClusterTests.Load;

/// <summary>A department that pushes file after file, each through to the end of its job, and callers who check the subjects of those files meanwhile.</summary>
internal sealed class FileSender(Cluster cluster, int firstSerial) : IAsyncDisposable
{
    private const int Subjects = 12;
    private const int RowsOfAFile = 600;        // several steps of a job
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly CancellationTokenSource _end = new();
    private readonly NodeClient[] _nodes = [.. cluster.Doors.Select(node => new NodeClient(node, cluster.Key, Patience))];
    private readonly long[] _revisions = new long[Subjects];
    private readonly List<Push> _rows = [];
    private readonly History _history = new();
    private Task _running = Task.CompletedTask;

    public int Files { get; private set; }

    public int Checks => _history.Checks.Count;

    public void Start() => _running = Task.WhenAll([Task.Run(Send), .. _nodes.Select((node, index) => Task.Run(() => Check(node, new Random(index))))]);

    /// <summary>Waits for the job under way.</summary>
    public async Task Stop()
    {
        await _end.CancelAsync();
        await _running;
    }

    /// <summary>Every row is a push that was acknowledged when its job said that it had ended. To be asked after the end.</summary>
    public async Task<IReadOnlyList<SubjectHistory>> Histories(NodeClient node)
    {
        var ledger = await node.Timelines(firstSerial, Subjects);
        foreach (var row in _rows)
        {
            _history.Add(row with { Version = 1 + ledger[row.Serial].ToList().IndexOf(row.Revision) });
        }

        return _history.BySubject(ledger);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAny(_running);
        Array.ForEach(_nodes, static node => node.Dispose());
        _end.Dispose();
    }

    private async Task Send()
    {
        while (!_end.IsCancellationRequested)
        {
            var rows = Enumerable.Range(0, RowsOfAFile).Select(row => (Serial: firstSerial + (row % Subjects), Revision: ++_revisions[row % Subjects])).ToArray();
            var invoked = ClientClock.Now;
            var job = await Ended(await Taken($"file-{firstSerial}-{Files}", rows));
            var (returned, wall) = (ClientClock.Now, ClientClock.Wall);
            Assert.Equal("completed", job.GetProperty("state").GetString());
            Assert.Equal(
                (Files == 0 ? Subjects : 0, RowsOfAFile - (Files == 0 ? Subjects : 0), 0, 0),
                (Number(job, "created"), Number(job, "revised"), Number(job, "unchanged"), Number(job, "rejected")));
            _rows.AddRange(rows.Select(row => new Push(row.Serial, "a job", invoked, returned, row.Revision, PushEnd.Acknowledged, 0, wall)));
            Files++;
        }
    }

    /// <summary>Sends the file to any node, as often as it takes: under one key it is one job.</summary>
    private async Task<string> Taken(string key, (int Serial, long Revision)[] rows)
    {
        var file = string.Concat(rows.Select(static row => JsonSerializer.Serialize(new Enterprise(row.Serial).Row(row.Revision), JsonSerializerOptions.Web) + "\n"));
        var taken = await Again($"the file {key} is taken", client => client.SendAsync(Upload(key, file)));
        return taken.GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> Ended(string job)
    {
        for (var end = ClientClock.Now + Limit; ;)
        {
            var body = await Again($"the job {job} is told of", client => client.GetAsync($"/v1/pushes/{job}"));
            if (body.GetProperty("state").GetString() is "completed" or "failed" or "cancelled")
            {
                return body;
            }

            Assert.True(ClientClock.Now < end, $"The job has not ended within {Limit.TotalSeconds} s: {body}");
        }
    }

    private async Task<JsonElement> Again(string what, Func<HttpClient, Task<HttpResponseMessage>> ask)
    {
        using var looks = new PeriodicTimer(Pace);
        for (var end = ClientClock.Now + Limit; ;)
        {
            await looks.WaitForNextTickAsync();
            if (await _nodes[Random.Shared.Next(_nodes.Length)].TryAsk(ask) is { } body)
            {
                return body;
            }

            Assert.True(ClientClock.Now < end, $"Not within {Limit.TotalSeconds} s: {what}.");
        }
    }

    private async Task Check(NodeClient node, Random random)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!_end.IsCancellationRequested && await pace.WaitForNextTickAsync())
        {
            if (await node.Check(firstSerial + random.Next(Subjects), random.Next(3) == 0 ? Consistency.Fresh : Consistency.Default) is { } check)
            {
                _history.Add(check);
            }
        }
    }

    private static HttpRequestMessage Upload(string key, string file) => new(HttpMethod.Post, "/v1/pushes")
    {
        Headers = { { "Idempotency-Key", key } },
        Content = new StringContent(file, MediaTypeHeaderValue.Parse("application/x-ndjson")),
    };

    private static int Number(JsonElement job, string member) => job.GetProperty(member).GetInt32();
}
