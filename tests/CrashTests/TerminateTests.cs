using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace CreditGate.CrashTests;

public sealed class TerminateTests : IDisposable
{
    private const int InFlight = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-terminate-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Service_AnswersWhatIsInFlightAndEndsCleanly_WhenItIsTerminated()
    {
        var acknowledged = new Acknowledgements();
        using (var service = await ServiceProcess.Start(_directory.FullName))
        {
            using var client = Patient(service.Operator);
            var bodies = Enumerable.Range(1, InFlight).Select(serial => (Serial: serial, Push: new HeldJson(new Enterprise(serial).Push(1)), Check: new HeldJson(new Enterprise(serial).Check($"{serial}")))).ToArray();
            var pushes = bodies.Select(body => client.SendAsync(Expecting("/v1/records", body.Push), Cancellation)).ToArray();
            var checks = bodies.Select(body => client.SendAsync(Expecting("/v1/checks", body.Check), Cancellation)).ToArray();
            await Task.WhenAll(bodies.SelectMany(static body => (Task[])[body.Push.Asked, body.Check.Asked])).WaitAsync(Limit, Cancellation);

            await service.Terminate();
            await Refused(service.Operator.BaseAddress!);
            Array.ForEach(bodies, static body => body.Push.Release());
            Array.ForEach(bodies, static body => body.Check.Release());
            for (var index = 0; index < bodies.Length; index++)
            {
                await Take(acknowledged, bodies[index].Serial, await pushes[index], await checks[index], service);
            }

            Assert.Equal(0, await service.ExitCode());
        }

        using var restarted = await ServiceProcess.Start(_directory.FullName);
        await new Survivors(restarted.Operator).Verify(acknowledged);
        Assert.Equal((InFlight, InFlight), (acknowledged.Pushes.Count, acknowledged.Answers.Count));
        await restarted.Terminate();
        Assert.Equal(0, await restarted.ExitCode());
    }

    private static async Task Take(Acknowledgements acknowledged, int serial, HttpResponseMessage push, HttpResponseMessage check, ServiceProcess service)
    {
        Assert.True((push.StatusCode, check.StatusCode) is (HttpStatusCode.OK, HttpStatusCode.OK), $"{push.StatusCode} {await push.Content.ReadAsStringAsync(Cancellation)}, {check.StatusCode}: {service.Said()}");
        var rows = (await Read(push)).GetProperty("rows");
        Assert.All(rows.EnumerateArray(), static row => Assert.Equal("created", row.GetProperty("outcome").GetString()));
        acknowledged.Add(serial, new Pushed(1, rows[1].GetProperty("token").GetString()!));
        acknowledged.Add(Reading.Answer(await Read(check), serial, $"{serial}"));
    }

    private static async Task<JsonElement> Read(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancellation));

    /// <summary>Waits for the service's 100 Continue instead of sending the body after a second anyway.</summary>
    private static HttpClient Patient(HttpClient known)
    {
        var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Limit }) { BaseAddress = known.BaseAddress };
        foreach (var (name, values) in known.DefaultRequestHeaders)
        {
            client.DefaultRequestHeaders.Add(name, values);
        }

        return client;
    }

    private static HttpRequestMessage Expecting(string path, HttpContent body) =>
        new(HttpMethod.Post, path) { Content = body, Headers = { ExpectContinue = true } };

    private static async Task Refused(Uri address)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await Accepts(address))
        {
            Assert.False(limit.IsCancellationRequested, $"New connections were still taken {Limit.TotalSeconds} s after SIGTERM.");
            await looks.WaitForNextTickAsync(Cancellation);
        }
    }

    private static async Task<bool> Accepts(Uri address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, Cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
