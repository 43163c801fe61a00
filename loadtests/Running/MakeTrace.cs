using System.Globalization;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;
using CreditGate.LoadTests.Rows;

namespace CreditGate.LoadTests.Running;

/// <summary>Writes an invented trace: a working day of a city's counters, with its morning, its lunch and its afternoon, pressed into a short time.</summary>
internal static class MakeTrace
{
    /// <summary>Load in each hour from 8 to 18, in parts of the busiest.</summary>
    private static readonly double[] Hours = [0.3, 0.8, 1, 0.9, 0.35, 0.2, 0.7, 0.95, 0.85, 0.5];

    public static int Run(string output, string[] rest)
    {
        var arguments = new Arguments(rest, "", "--seconds --rate --subjects --seed");
        var (seconds, rate) = (arguments.Number("--seconds") ?? 20, arguments.Number("--rate") ?? 200);
        var (subjects, seed) = (arguments.Count("--subjects") ?? 5_000, (ulong)(arguments.Count("--seed") ?? 1));
        var keys = KeyDraws.Of(new KeyPlan(KeyDraw.Zipf, 1.05), subjects);
        var lines = new List<string> { "milliseconds,kind,subject" };
        var at = 0.0;
        for (var number = 0; at < seconds; number++)
        {
            var dice = Dice.Of(seed, number);
            var kind = dice.With(2).Below(50) == 0 ? RequestKind.Push : RequestKind.Check;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{at * 1_000:F0},{kind.ToString().ToLowerInvariant()},{keys.Next(dice.With(3), number)}"));
            at += -Math.Log(1 - (dice.With(1).Below(1_000_000) / 1_000_000.0)) / (rate * Hours[(int)(at / seconds * Hours.Length)]);
        }

        File.WriteAllLines(output, lines);
        return 0;
    }
}
