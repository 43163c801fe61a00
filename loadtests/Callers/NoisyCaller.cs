using System.Globalization;
using CreditGate.LoadTests.OpenLoop;

namespace CreditGate.LoadTests.Callers;

/// <summary>A quiet caller's checks while another sends ten times what it may.</summary>
internal static class NoisyCaller
{
    public const int Limit = 200;

    private const int Times = 10;
    private const int Connections = 64;

    /// <param name="noisy">Key that is limited to <see cref="Limit"/> checks a second.</param>
    public static async Task Run(CheckProbe quiet, Uri address, string noisy, string[] codes, int rounds, int seconds)
    {
        var requests = codes.Select(code => Request.Check(address, noisy, code, "MT-C01")).ToArray();
        var lines = Enumerable.Range(0, Connections).Select(_ => new CheckLine(address, requests)).ToArray();
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var idle = await quiet.During(end => Task.Delay(TimeSpan.FromSeconds(seconds), end));
            var met = new Answers();
            var beside = await quiet.During(async _ => met = await Crowd.Open(lines, Limit * Times, seconds));
            ratios.Add(beside.P99 / idle.P99);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"noisy round {round}: idle {idle}; beside {beside}; p99 {beside.P99 / idle.P99:F2} times"));
            Console.WriteLine($"noisy round {round}: the noisy caller met {met.Told}");
        }

        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"noisy: median {ratios[ratios.Count / 2]:F2} times (at most 1.5 asked)"));
        Array.ForEach(lines, static line => line.Dispose());
    }
}
