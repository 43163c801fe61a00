using System.Diagnostics;
using System.Security.Cryptography;
using CreditGate.LoadTests.OpenLoop;

namespace CreditGate.LoadTests.Callers;

/// <summary>Whether the time of a refusal tells how near a key was: wrong in its first character, in its last, or altogether.</summary>
internal static class KeyTiming
{
    private const int Prefix = 3;       // cg_
    private const string Digits = "0123456789abcdef";

    public static async Task Run(Uri address, string key, string code, int each)
    {
        byte[] For(string sent) => Request.Check(address, sent, code, "MT-C01");
        byte[][] unknown = [.. Enumerable.Range(0, 500).Select(_ => For($"cg_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}"))];
        (string Name, byte[][] Requests)[] kinds =
        [
            ("first character wrong", [For($"{key[..Prefix]}{Other(key[Prefix])}{key[(Prefix + 1)..]}")]),
            ("last character wrong", [For($"{key[..^1]}{Other(key[^1])}")]),
            ("another key altogether", unknown),
        ];
        var samples = await Interleaved(address, kinds, each, 401);
        Print("keys", kinds, samples, (0, 1), (2, 0), (2, 1));
    }

    /// <summary>One connection, the kinds in an order at random, so that whatever else the machine does meets all alike.</summary>
    public static async Task<Samples[]> Interleaved(Uri address, (string Name, byte[][] Requests)[] kinds, int each, int expected)
    {
        var random = new Random(1);
        var samples = kinds.Select(static _ => new Samples()).ToArray();
        var lines = kinds.Select(kind => new CheckLine(address, kind.Requests)).ToArray();
        var order = kinds.SelectMany((_, kind) => Enumerable.Repeat(kind, each)).ToArray();
        random.Shuffle(order);
        for (var number = 0; number < order.Length; number++)
        {
            var kind = order[number];
            var asked = samples[kind].Count;
            var sent = Stopwatch.GetTimestamp();
            var status = await lines[kind].Send(asked);
            var took = Stopwatch.GetElapsedTime(sent);
            if (status != expected)
            {
                throw new InvalidOperationException($"{kinds[kind].Name} was answered {status}.");
            }

            samples[kind].Add(took);
        }

        Array.ForEach(lines, static line => line.Dispose());
        return samples;
    }

    public static void Print(string what, (string Name, byte[][] Requests)[] kinds, Samples[] samples, params (int First, int Second)[] pairs)
    {
        foreach (var (first, second) in pairs)
        {
            Console.WriteLine($"{what}: {kinds[first].Name}, then {kinds[second].Name} ({samples[first].Count} each): {samples[first].Beside(samples[second])}");
        }
    }

    private static char Other(char digit) => Digits[(Digits.IndexOf(digit, StringComparison.Ordinal) + 1) % Digits.Length];
}
