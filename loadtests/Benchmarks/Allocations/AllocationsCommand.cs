using System.Text.Json;

namespace CreditGate.Benchmarks.Allocations;

/// <summary>The command <c>allocations</c>: what each part allocates and writes, held to the committed figures to the byte.</summary>
internal static class AllocationsCommand
{
    /// <param name="arguments">The file of the figures, and <c>--update</c> to write it anew.</param>
    /// <returns>0 when no part costs more than before, 1 when one does, 2 when it cannot be measured.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var file, .. var rest] || rest is not ([] or ["--update"]) || Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") != "0")
        {
            Console.Error.WriteLine("Usage: DOTNET_TieredCompilation=0 ... allocations FILE [--update]     What is compiled again at run time allocates less, and not always from the same call on.");
            return 2;
        }

        var now = new FiguresFile(Environment.Version, Parts.Measure());
        if (rest is ["--update"])
        {
            now.Save(file);
            Console.WriteLine($"{file}: {now.Parts.Count} parts");
            return 0;
        }

        try
        {
            var worse = FiguresFile.Read(file).Worse(now).ToArray();
            Array.ForEach(worse, static line => Console.WriteLine($"REGRESSED {line}"));
            Console.WriteLine(worse is [] ? $"holds     what {now.Parts.Count} parts allocate and write" : $"{worse.Length} of {now.Parts.Count} parts; what is meant is written down with --update");
            return worse is [] ? 0 : 1;
        }
        catch (Exception unusable) when (unusable is IOException or JsonException)
        {
            Console.Error.WriteLine($"{file} cannot be read, make it with --update: {unusable.Message}");
            return 2;
        }
    }
}
