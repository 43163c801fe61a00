using System.IO.Compression;
using CreditGate.Push.Tests.Peer;
using Xunit;

namespace CreditGate.Push.Tests.Sending;

public sealed class UploadTests
{
    [Fact]
    public async Task Run_BringsTheFileOver_AsItIs()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        var content = PushUser.Rows(300_000);

        var code = await user.Run(peer, user.File("rows.ndjson", content), "--as-of", "2026-05-01T08:00:00+08:00", "--list", "L04", "--atomic");

        Assert.Equal(ExitCode.Done, code);
        var upload = Assert.Single(peer.Uploads);
        Assert.Equal(content, peer.Content(upload.Key));
        Assert.Equal("?asOf=2026-05-01T08%3A00%3A00%2B08%3A00&list=L04&atomic=true", upload.Query);
        Assert.Equal("application/x-ndjson", upload.Headers["Content-Type"]);
        Assert.Equal("the-key", upload.Headers["X-Api-Key"]);
        Assert.DoesNotContain("Content-Encoding", upload.Headers.Keys);
    }

    [Fact]
    public async Task Run_ResumesAtTheServersOffset_WhenConnectionsBreak()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        var content = PushUser.Rows(2_000_000);
        peer.UploadBreaks.Enqueue(100_000);
        peer.UploadBreaks.Enqueue(1);
        peer.UploadBreaks.Enqueue(700_123);

        var code = await user.Run(peer, user.File("rows.csv", content), "--no-gzip");

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal([0, 100_000, 100_001, 800_124], peer.Uploads.Select(static upload => upload.Offset));
        Assert.Equal(content, peer.Content(peer.Uploads.First().Key));
    }

    [Fact]
    public async Task Run_GoesOnWhereAnotherRunStopped_WhenItIsTheSameFile()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        var file = user.File("rows.csv", PushUser.Rows(400_000));
        user.Pace = user.Pace with { GiveUpAfter = TimeSpan.FromMilliseconds(1) };
        peer.UploadBreaks.Enqueue(150_000);

        var first = await user.Run(peer, file);
        user.Pace = user.Pace with { GiveUpAfter = TimeSpan.FromSeconds(30) };
        var second = await user.Run(peer, file);

        Assert.Equal((ExitCode.GaveUp, ExitCode.Done), (first, second));
        Assert.Equal([0, 150_000], peer.Uploads.Select(static upload => upload.Offset));
        Assert.Single(peer.Uploads.Select(static upload => upload.Key).Distinct());
    }

    [Fact]
    public async Task Run_StartsOver_WhenAKeyOfItsOwnHoldsBytesOfAnotherRun()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        var content = PushUser.Rows(400_000);
        peer.Holds("own-key", PushUser.Rows(200_000, seed: 2));
        peer.UploadBreaks.Enqueue(50_000);

        var code = await user.Run(peer, user.File("rows.csv", content), "--idempotency-key", "own-key");

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal([0, 50_000], peer.Uploads.Select(static upload => upload.Offset));
        Assert.Equal(content, peer.Content("own-key"));
    }

    [Fact]
    public async Task Run_GoesWhereTheServerStands_WhenItsOffsetIsRefused()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        var content = PushUser.Rows(300_000);
        peer.UploadBreaks.Enqueue(100_000);
        peer.UploadAnswers.Enqueue(context =>
        {
            peer.Holds(context.Request.Headers["Idempotency-Key"].ToString(), content[..40_000]);
            context.Response.Headers["Upload-Offset"] = "40000";
            return PushPeer.Problem(context, 409, """{"code":"upload-offset","title":"Not where the upload stands."}""");
        });

        var code = await user.Run(peer, user.File("rows.csv", content));

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal([0, 40_000, 140_000], peer.Uploads.Select(static upload => upload.Offset));
        Assert.Equal(content, peer.Content(peer.Uploads.First().Key));
    }

    [Fact]
    public async Task Run_CompressesTheSameWayEachTime_SoThatResumingFits()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        var content = PushUser.Rows(3_000_000);
        peer.UploadBreaks.Enqueue(1_000_000);
        user.Pace = user.Pace with { GiveUpAfter = TimeSpan.FromMilliseconds(1) };
        var file = user.File("rows.ndjson", content);

        await user.Run(peer, file);
        user.Pace = user.Pace with { GiveUpAfter = TimeSpan.FromSeconds(30) };
        var code = await user.Run(peer, file);

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal([0, 1_000_000], peer.Uploads.Select(static upload => upload.Offset));
        Assert.Equal("gzip", peer.Uploads.First().Headers["Content-Encoding"]);
        await using var plain = new GZipStream(new MemoryStream(peer.Content(peer.Uploads.First().Key)), CompressionMode.Decompress);
        using var expanded = new MemoryStream();
        await plain.CopyToAsync(expanded, TestContext.Current.CancellationToken);
        Assert.Equal(content, expanded.ToArray());
    }

    [Fact]
    public async Task Run_SaysThatTheServiceHasIt_WhenTheSameFileComesAgain()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        peer.Accepts = 200;

        var code = await user.Run(peer, user.File("rows.csv", PushUser.Rows(1_000)));

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("has this file already", user.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MakesAnotherKey_WhenContentOrOptionsDiffer()
    {
        await using var peer = await PushPeer.Start();
        using var user = new PushUser();
        var file = user.File("rows.csv", PushUser.Rows(1_000));

        await user.Run(peer, file);
        await user.Run(peer, file, "--no-progress");
        await user.Run(peer, file, "--list", "L04");
        await user.Run(peer, user.File("other.csv", PushUser.Rows(1_000, seed: 2)));

        var keys = peer.Uploads.Select(static upload => upload.Key).ToArray();
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(3, keys.Distinct().Count());
    }
}
