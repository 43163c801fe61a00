using System.Diagnostics;
using CreditGate.Api.Admission;
using CreditGate.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Limits;

/// <summary>Clients that hold connections, or send what no honest one sends: they are told or closed, and others are answered meanwhile.</summary>
public sealed class SlowClientTests
{
    private const int Slow = 200;
    private static readonly int Idle = Environment.GetEnvironmentVariable("CREDITGATE_FULL") is null ? 1_000 : Math.Clamp((OpenFiles() - 4_000) / 2, 1_000, 10_000);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>How many this process may have open: both ends of every connection are its own, and other tests run beside.</summary>
    private static int OpenFiles() =>
        int.TryParse(File.ReadLines("/proc/self/limits").Single(static line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], out var most) ? most : int.MaxValue;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HeadsAndBodiesThatDoNotCome_HoldNoTurn_AndAreClosed()
    {
        await using var gate = await RunningGate.Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        var key = gate.Operator.DefaultRequestHeaders.GetValues("X-Api-Key").Single();
        var uscc = Invented.Entity();
        await gate.Operator.Check(Calls.CheckOf(uscc));
        var body = $"POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\r\n{{\"matter\":";
        var longWay = body.Replace("application/json", "application/json;charset=\"utf-8\"", StringComparison.Ordinal);
        var slow = await Task.WhenAll(Enumerable.Range(0, Slow).SelectMany(_ => (string[])["POST /v1/checks HTTP/1.1\r\nHost: localh", body, longWay])
            .Select(sent => BareConnection.Open(gate.Address, sent, limit.Token)));

        var asked = Stopwatch.GetTimestamp();
        for (var checks = 0; checks < 200; checks++)
        {
            await gate.Operator.Check(Calls.CheckOf(uscc));
        }

        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        var closed = await Task.WhenAll(slow.Select(one => one.Closed(limit.Token)));
        Assert.All(closed, static said => Assert.True(said.Length == 0 || said.StartsWith("HTTP/1.1 408", StringComparison.Ordinal) || said.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), said));
        Assert.Equal(0, gate.Services.GetRequiredService<Turnstile>().Inside);
        Array.ForEach(slow, static one => one.Dispose());
    }

    [Fact]
    public async Task IdleConnections_KeepNobodyWaiting()
    {
        await using var gate = await RunningGate.Start();
        var uscc = Invented.Entity();
        await gate.Operator.Check(Calls.CheckOf(uscc));
        var idle = new List<BareConnection>();
        foreach (var some in Enumerable.Range(0, Idle).Chunk(200))
        {
            idle.AddRange(await Task.WhenAll(some.Select(_ => BareConnection.Open(gate.Address, "", Cancellation))));
        }

        using var newcomer = gate.ClientFor(gate.Operator.DefaultRequestHeaders.GetValues("X-Api-Key").Single());
        var asked = Stopwatch.GetTimestamp();
        for (var checks = 0; checks < 200; checks++)
        {
            await newcomer.Check(Calls.CheckOf(uscc));
        }

        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        idle.ForEach(static one => one.Dispose());
    }

    public static TheoryData<string, string> Floods => new()
    {
        { "431", $"GET /v1/catalogue HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 200).Select(static number => $"X-{number}: 1\r\n"))}\r\n" },
        { "431", $"GET /v1/catalogue HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('x', 20_000)}\r\n\r\n" },
        { "414", $"GET /v1/catalogue?{new string('x', 10_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n" },
        { "400", "GET /v1/catalogue HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere\r\n\r\n" },
        { "400", "GET /v1/catalogue HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n" },
        { "401", "POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nzz\r\n" },
        { "400", "nonsense\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task WhatNoHonestClientSends_IsRefused(string status, string sent)
    {
        await using var gate = await RunningGate.Start();
        using var connection = await BareConnection.Open(gate.Address, sent, Cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);

        Assert.StartsWith($"HTTP/1.1 {status}", await connection.Closed(limit.Token), StringComparison.Ordinal);
    }
}
