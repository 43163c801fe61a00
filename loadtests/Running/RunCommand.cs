using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using CreditGate.Domain.Calendars;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;
using CreditGate.LoadTests.Reports;
using CreditGate.LoadTests.Traffic;

namespace CreditGate.LoadTests.Running;

/// <summary>The command <c>run</c>: seeds, measures, shows, files and judges one scenario.</summary>
internal static class RunCommand
{
    /// <returns>0 when every expectation holds, 1 when one does not, 2 when the scenario or the target cannot be used, 130 when it was interrupted.</returns>
    public static async Task<int> Run(string file, string[] rest)
    {
        try
        {
            var arguments = new Arguments(rest, "--no-seed --no-activate --plain", "--target --key-file --out " + Overrides.Names);
            return await Run(ScenarioFile.Read(file, Overrides.Of(arguments)), arguments);
        }
        catch (Exception unusable) when (unusable is ScenarioException or ArgumentException or SocketException or HttpRequestException or InvalidOperationException or FileNotFoundException)
        {
            await Console.Error.WriteLineAsync($"{file}:{Environment.NewLine}{unusable.Message}");
            return 2;
        }
    }

    private static async Task<int> Run(Scenario scenario, Arguments arguments)
    {
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            interrupted.Cancel();
        };
        var targets = Targets(arguments);
        var key = (await File.ReadAllTextAsync(arguments.Value("--key-file") ?? throw new ArgumentException("--key-file FILE is needed: the service writes operator.key into its data directory"))).Trim();
        using var view = RunView.Of(scenario, isPlain: arguments.Has("--plain"));
        try
        {
            var result = await Measure(scenario, targets, key, !arguments.Has("--no-seed"), !arguments.Has("--no-activate"), view, interrupted.Token);
            var directory = arguments.Value("--out") ?? Path.Combine("load-results", $"{scenario.Name}-{TimeProvider.System.GetLocalNow():yyyyMMdd-HHmmss}");
            ReportFiles.Write(result, directory);
            view.End(result, directory);
            return result.Passed ? 0 : 1;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted: nothing was filed.");
            return 130;
        }
    }

    private static async Task<RunResult> Measure(Scenario scenario, Uri[] targets, string key, bool seeds, bool activates, RunView view, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = LegalTime.DateOf(now);
        var inhabitants = new Inhabitants(scenario.Subjects, today, scenario.Seed);
        var listings = new Listings(inhabitants, now.ToUnixTimeMilliseconds(), today);
        using var client = Seeding.Client(targets[0], key);
        if (scenario.Traffic.Shares.ContainsKey(RequestKind.NoOp))
        {
            await NeedNoOp(client, cancellation);
        }

        var seeding = new Seeding(client, key, view.Say);
        if (seeds)
        {
            await seeding.Fill(inhabitants, scenario.Subjects.IsBulk, cancellation);
            if (scenario.Subjects.IsActivated && activates)
            {
                await seeding.Activate(inhabitants, cancellation);
            }
        }

        try
        {
            return await new Runner(scenario, targets, key, inhabitants, listings).Run(view.Look, cancellation);
        }
        finally
        {
            foreach (var rows in listings.Lifting().Select(static lifted => lifted.Row).Chunk(1_000))
            {
                await seeding.Push(rows, CancellationToken.None);
            }
        }
    }

    /// <exception cref="InvalidOperationException">The service has no endpoint that does nothing.</exception>
    private static async Task NeedNoOp(HttpClient client, CancellationToken cancellation)
    {
        using var response = await client.PostAsJsonAsync(RequestWriter.NoOp, new { }, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            throw new InvalidOperationException("The service has no endpoint that does nothing: start it with --bench.");
        }
    }

    private static Uri[] Targets(Arguments arguments) =>
    [
        .. (arguments.Value("--target") ?? throw new ArgumentException("--target URL[,URL] is needed"))
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static text => Uri.TryCreate(text, UriKind.Absolute, out var target) && target.Scheme is "http" or "https"
                ? target
                : throw new ArgumentException($"--target: \"{text}\" is no address, write http://HOST:PORT")),
    ];
}
