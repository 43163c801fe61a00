using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace CreditGate.LoadTests.Tests.Guarding;

/// <summary>What parts of a check allocate and write, held to the committed figures to the byte: in a process of its own, which compiles each method once.</summary>
public sealed class AllocationsTests : IDisposable
{
    private const string Part = "Decide.RuleListed";

    private readonly string _file = Path.GetTempFileName();

    private static string Committed => Path.Combine(AppContext.BaseDirectory, "allocations.json");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Parts_CostNoMoreThanTheCommittedFiguresSay()
    {
        var (code, said) = await Held(Committed);

        Assert.True(code == 0, said);
    }

    [Theory]
    [InlineData("allocated", Part, "allocates")]
    [InlineData("length", "Json.WriteAnswer", "writes")]
    public async Task Parts_AreFoundWorse_ByOneByte(string figure, string part, string said)
    {
        var figures = Figures();
        figures["parts"]![part]![figure] = (long)figures["parts"]![part]![figure]! - 1;

        Assert.Contains($"REGRESSED {part} {said}", await Failing(figures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_MayAllocateALittleMore_OnAnotherRuntime()
    {
        var figures = Figures();
        figures["runtime"] = "10.0.0";
        figures["parts"]![Part]!["allocated"] = (long)figures["parts"]![Part]!["allocated"]! - 1;
        await Save(figures);

        Assert.Equal(0, (await Held(_file)).Code);
    }

    [Fact]
    public async Task Parts_AreWrittenDown_WhenTheyAreNew()
    {
        var figures = Figures();
        figures["parts"]!.AsObject().Remove(Part);
        figures["parts"]!["Decide.Gone"] = JsonNode.Parse("""{"allocated":1,"length":null}""");

        var said = await Failing(figures);

        Assert.Contains($"{Part} is not in the file", said, StringComparison.Ordinal);
        Assert.Contains("Decide.Gone is no part any more", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_AreNotMeasured_WhenTheyWouldBeCompiledAgain()
    {
        var (code, said) = await Held(Committed, compiled: "1");

        Assert.Equal(2, code);
        Assert.Contains("DOTNET_TieredCompilation=0", said, StringComparison.Ordinal);
    }

    /// <summary>Those of this runtime.</summary>
    private static JsonNode Figures()
    {
        var figures = JsonNode.Parse(File.ReadAllBytes(Committed))!;
        figures["runtime"] = Environment.Version.ToString();
        return figures;
    }

    private Task Save(JsonNode figures) => File.WriteAllTextAsync(_file, figures.ToJsonString(), TestContext.Current.CancellationToken);

    private async Task<string> Failing(JsonNode figures)
    {
        await Save(figures);
        var (code, said) = await Held(_file);
        Assert.True(code == 1, said);
        return said;
    }

    private static async Task<(int Code, string Said)> Held(string file, string compiled = "0")
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "CreditGate.Benchmarks.dll"), "allocations", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredCompilation"] = compiled;
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, string.Concat(said));
    }
}
