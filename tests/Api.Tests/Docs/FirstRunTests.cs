using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace CreditGate.Api.Tests.Docs;

/// <summary>The first command of the README, given in an empty directory.</summary>
public sealed class FirstRunTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public async Task Run_KeepsItsDataWhereItsCallerStands()
    {
        var here = Directory.CreateTempSubdirectory("creditgate-first-run-");
        var start = new ProcessStartInfo(
            "dotnet", ["run", "--no-build", "--project", Api(), "-c", Configuration, "--", "--demo", "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = here.FullName,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("CREDITGATE_DATA");
        using var process = Process.Start(start)!;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            string? said;
            do
            {
                said = await process.StandardOutput.ReadLineAsync(patience.Token);
            }
            while (said is not null && !said.StartsWith("CreditGate listens on ", StringComparison.Ordinal));

            Assert.NotNull(said);
            Assert.True(File.Exists(Path.Combine(here.FullName, "data", "operator.key")));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            here.Delete(recursive: true);
        }
    }

    private static string Api([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "api"));
}
