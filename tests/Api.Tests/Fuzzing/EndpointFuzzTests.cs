using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Limits;
using CreditGate.Api.Tests.Pushes;
using CreditGate.Fuzzing;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.Api.Tests.Fuzzing;

/// <summary>Every operation of the API's document with what nobody means to send: no answer is 500, none takes long, and memory stays. 57,000 calls over each ledger with CREDITGATE_FULL=1.</summary>
public sealed class EndpointFuzzTests(SharedPostgres postgres)
{
    private const long MostGrown = 200L << 20;
    private const string Broken = "The connection broke";

    /// <summary>Longer than a check's own deadline can be asked to be, and than a feed may be waited at.</summary>
    private static readonly TimeSpan MostTaken = TimeSpan.FromSeconds(90);

    private static readonly int CallsEach = Fuzz.IsFull ? 500 : 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task NoInput_Is500_OrHangs() => Run("--demo");

    [Fact]
    public Task NoInput_Is500_OrHangs_OverPostgres() => Run("--demo", "--postgres", postgres.NewDatabase(isUpgraded: false));

    private static async Task Run(params string[] args)
    {
        await using var gate = await RunningGate.Start(args: args);
        var key = (await gate.MakeKey("D01", ["check", "push", "act", "object", "repair", "report", "operate", "audit"])).Text("key")!;
        using var all = Client(gate, key);
        using var merchant = Client(gate, (await gate.MakeKey("D35", ["scene"], new JsonObject { ["matters"] = new JsonArray("MT-J02"), ["missesPerMinute"] = 0, ["checksPerSecond"] = 0 })).Text("key")!);
        var calls = new OddCalls(gate.Address, await Known(gate), [SentFile.Of(Rows.Penalty(Invented.Entity()), Rows.WageDefaulter(Invented.Entity())).Content, await Example("list.csv"), await Example("penalty.csv"), await Example("permit.csv")]);
        var operations = Operation.Of(await gate.Operator.Get("/openapi/v1.json"));
        Assert.NotEmpty(operations);
        var failures = new ConcurrentQueue<string>();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await Parallel.ForEachAsync(Enumerable.Range(0, operations.Length * CallsEach), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (seed, cancellation) =>
        {
            var operation = operations[seed % operations.Length];
            var client = operation.Path.StartsWith("/v1/scenes", StringComparison.Ordinal) ? merchant : all;
            using var request = calls.Of(operation, new Mutator(seed));
            using var again = calls.Of(operation, new Mutator(seed));

            // A refused head ends its connection, perhaps just as another request is sent on it: that one is asked once more.
            var fault = await FaultOf(client, request, cancellation);
            if (fault?.StartsWith(Broken, StringComparison.Ordinal) is true)
            {
                fault = await FaultOf(client, again, cancellation);
            }

            if (fault is not null)
            {
                failures.Enqueue($"Seed {seed}: {operation.Method} {request.RequestUri}: {fault}\n{await Sent(again)}");
            }
        });
        await RawHeads(gate.Address, key);

        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Take(20)));
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < MostGrown, $"{GC.GetTotalMemory(false) - before} bytes more than before");
        await gate.Operator.Check(Calls.CheckOf(Invented.Entity()));
    }

    private static HttpClient Client(RunningGate gate, string key) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = gate.Address,
        DefaultRequestHeaders = { { "X-Api-Key", key } },
        Timeout = MostTaken,
    };

    /// <summary>Null when the service gave an answer that is none of its bugs.</summary>
    private static async Task<string?> FaultOf(HttpClient client, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            // An event stream has no end: its head is its answer.
            var said = response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync(cancellation);
            return response.StatusCode == HttpStatusCode.InternalServerError ? $"500 {said}" : null;
        }
        catch (HttpRequestException failed)
        {
            return $"{Broken}: {failed.Message}";
        }
        catch (TaskCanceledException failed) when (!cancellation.IsCancellationRequested)
        {
            return failed.Message;
        }
    }

    private static async Task<string> Sent(HttpRequestMessage request) =>
        $"{request.Headers}{(request.Content is { } content ? $"{content.Headers}{Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync())}" : "")}";

    /// <summary>Heads that no client library sends: any bytes in the line, the path, the query and the headers.</summary>
    private static async Task RawHeads(Uri address, string key)
    {
        for (var seed = 0; seed < CallsEach * 25; seed++)
        {
            var mutator = new Mutator(seed);
            var head = mutator.Of(Encoding.ASCII.GetBytes($"POST /v1/checks?a=%E4%BD%A0 HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {key}\r\nAccept-Language: zh-CN, en;q=0.5\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"));
            using var connection = await BareConnection.Open(address, head, Cancellation);
            connection.EndSending();
            var said = await connection.Closed(Cancellation);
            Assert.False(said.StartsWith("HTTP/1.1 500", StringComparison.Ordinal), $"Seed {seed}: {Encoding.Latin1.GetString(head)}\n{said}");
        }
    }

    /// <summary>Of subjects, persons, receipts, cases and pushes that are there.</summary>
    private static async Task<string[]> Known(RunningGate gate)
    {
        var person = Invented.Person();
        await (await gate.As("D34")).Push(Rows.JudgmentDefaulter(person));
        return [.. (await OwnedThings.Make(gate)).Select(static thing => thing.Id), "91360702XNDEM00277", (await gate.Operator.Post("/v1/subjects/lookup", Calls.Lookup(person))).Text("key")!, "2026-04"];
    }

    private static Task<byte[]> Example(string name) => File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "examples", name), Cancellation);
}
