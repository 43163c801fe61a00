using System.Diagnostics;
using System.Runtime.CompilerServices;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Docs;

/// <summary>What the READMEs print is what a reader gets, letter for letter.</summary>
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public async Task Readme_PrintsWhatItsCommandsPrint(string file)
    {
        await using var gate = await RunningGate.Start(args: "--demo");
        var session = Session(await File.ReadAllLinesAsync(Path.Combine(Root(), file), TestContext.Current.CancellationToken));
        Assert.NotEmpty(session);
        var key = "";

        foreach (var (command, expected) in session)
        {
            if (command.StartsWith("KEY=", StringComparison.Ordinal))
            {
                key = command.Replace("data/operator.key", Path.Combine(gate.Directory, "operator.key"), StringComparison.Ordinal);
                continue;
            }

            var here = command.Replace("http://localhost:5000", gate.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
            Assert.Equal(expected, await Bash($"{key}; {here}"));
        }
    }

    private static List<(string Command, string Expected)> Session(string[] lines)
    {
        var session = new List<(string, string)>();
        foreach (var line in lines.SkipWhile(static line => line != "```console").Skip(1).TakeWhile(static line => line != "```"))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
            {
                session.Add((line[2..], ""));
            }
            else
            {
                session[^1] = (session[^1].Item1, session[^1].Item2 + line + "\n");
            }
        }

        return session;
    }

    private static async Task<string> Bash(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
