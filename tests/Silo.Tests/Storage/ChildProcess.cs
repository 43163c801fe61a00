using System.Diagnostics;
using CreditGate.LedgerWriterProcess;

namespace CreditGate.Silo.Tests.Storage;

/// <summary>The test's own process to kill. Its lines are read as they come, and to the end after the kill.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static ChildProcess Start(string mode, string directory)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["exec", typeof(ChildProcessMarker).Assembly.Location, mode, directory])
        {
            start.ArgumentList.Add(argument);
        }

        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException("No process was started."));
    }

    public async Task<List<string>> Lines(int count, CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (lines.Count < count && await _process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Kills without warning, then returns the whole lines that were still in the pipe.</summary>
    public async Task<List<string>> Kill(CancellationToken cancellation)
    {
        _process.Kill();
        var rest = await _process.StandardOutput.ReadToEndAsync(cancellation);
        await _process.WaitForExitAsync(cancellation);
        return [.. rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
