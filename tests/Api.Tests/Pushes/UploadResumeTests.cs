using System.Diagnostics;
using System.Net;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

/// <summary>A connection that breaks, or a service that dies, costs what was on the wire and no more.</summary>
public sealed class UploadResumeTests(SharedGate shared)
{
    private const int Frame = 64 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(300_000)]
    public async Task Push_GoesOnWhereItBroke_WhenTheConnectionIsLost(int sent)
    {
        await using var gate = await RunningGate.Start();
        var (client, key, file) = (await gate.As("D22"), PushCalls.NewKey() + "/2026.ndjson", Rows1500());
        await Break(gate, client, key, file.Content.Length, file.Content[..sent]);
        var received = await client.Received(key);
        Assert.InRange(received, 1, sent);
        Assert.Equal(received, (await client.Get($"/v1/pushes/uploads/{key}")).GetProperty("received").GetInt64());

        var rest = await client.SendFile(key, file with { Content = file.Content[(int)received..], Offset = $"{received}" });

        var job = await client.Ended((await rest.Body(HttpStatusCode.Accepted)).Text("id")!);
        Assert.Equal((1_500, 0), job.Taken());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Content)), job.GetProperty("file").Text("sha256"));
    }

    [Theory]
    [InlineData("5", "0")]
    [InlineData("100000", "0")]
    public async Task Push_Is409WithWhatWasReceived_WhenTheOffsetIsAnother(string offset, string received)
    {
        var (client, key) = (await shared.Gate.As("D22"), PushCalls.NewKey());

        var response = await client.SendFile(key, Rows1500() with { Offset = offset });

        await response.Problem(HttpStatusCode.Conflict, "upload-offset");
        Assert.Equal(received, response.Headers.GetValues("Upload-Offset").Single());
    }

    [Fact]
    public async Task Push_Is409WithTheWholeLength_WhenTheFileIsAPushAlready()
    {
        var (client, key, file) = (await shared.Gate.As("D22"), PushCalls.NewKey(), SentFile.Of(Rows.Penalty(Invented.Entity())));
        await client.PushFile(file, key);

        var response = await client.SendFile(key, file with { Offset = "5" });

        await response.Problem(HttpStatusCode.Conflict, "upload-offset");
        Assert.Equal($"{file.Content.Length}", response.Headers.GetValues("Upload-Offset").Single());
    }

    [Fact]
    public async Task Push_StartsOver_WhenNoOffsetIsSaid()
    {
        await using var gate = await RunningGate.Start();
        var (client, key, file) = (await gate.As("D22"), PushCalls.NewKey(), Rows1500());
        await Break(gate, client, key, file.Content.Length, new byte[Frame + 5]);

        Assert.Equal((1_500, 0), (await client.PushFile(file, key)).Taken());
    }

    [Fact]
    public async Task Received_IsTheSendersOwn()
    {
        var (client, key, file) = (await shared.Gate.As("D22"), PushCalls.NewKey(), SentFile.Of(Rows.Penalty(Invented.Entity())));
        await client.PushFile(file, key);

        Assert.Equal(0, await (await shared.Gate.As("D34")).Received(key));
    }

    [Fact]
    public async Task Push_GoesOnAfterTheLastWholeFrame_WhenTheServiceIsKilledMeanwhile()
    {
        using var directory = new OwnDirectory();
        var (key, file) = (PushCalls.NewKey(), Rows1500());
        using (var first = GateProcess.Start(directory.Path))
        using (var client = await first.Operator(directory.Path))
        using (await RawUpload.Begin(client, key, file.Content.Length, file.Content[..(4 * Frame)]))
        {
            await PushCalls.Until("three frames are written", () => Task.FromResult(Unfinished(directory.Path).Any(static upload => new FileInfo(upload).Length > 3 * Frame)));
            await first.Kill();
        }

        using var second = GateProcess.Start(directory.Path);
        using var sender = await second.Operator(directory.Path);
        var received = await sender.Received(key);
        Assert.InRange(received, 3 * Frame, 4 * Frame);
        Assert.Equal(0, received % Frame);
        var rest = await sender.SendFile(key, file with { Content = file.Content[(int)received..], Offset = $"{received}" });

        Assert.Equal((1_500, 0), (await sender.Ended((await rest.Body(HttpStatusCode.Accepted)).Text("id")!)).Taken());
    }

    /// <summary>Sends the beginning of a file and breaks the connection, until something of it has arrived: what comes together with the break is lost with it.</summary>
    private static async Task Break(RunningGate gate, HttpClient client, string key, long announced, byte[] sent)
    {
        var begun = 0L;
        await PushCalls.Until("what arrived is durable", async () =>
        {
            if (begun == 0 || Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(10))
            {
                begun = Stopwatch.GetTimestamp();
                using var upload = await RawUpload.Begin(client, key, announced, sent);
                await PushCalls.Until("the service has begun to read", () => Task.FromResult(Unfinished(gate.Directory).Length > 0));
            }

            return await client.Received(key) > 0;
        });
    }

    private static SentFile Rows1500() => SentFile.Of([.. Enumerable.Range(0, 1_500).Select(static number => Rows.Penalty(Invented.Entity(), $"示罚{number}号").With("reason", "示例：经营标签不符合规定的商品，责令改正后仍不改正"))]);

    private static string[] Unfinished(string directory) => Directory.GetFiles(Path.Combine(directory, "uploads"), "*.part");
}
