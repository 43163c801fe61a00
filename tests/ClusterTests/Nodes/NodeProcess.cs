using System.Diagnostics;
using Xunit;

namespace CreditGate.ClusterTests.Nodes;

/// <summary>One node as a process of its own. What it prints goes to a file.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private bool _isHeld;

    private NodeProcess(Process process, StreamWriter log) => (_process, _log) = (process, log);

    public bool HasEnded => _process.HasExited;

    /// <summary>Processor time until now.</summary>
    public TimeSpan Used
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory now, in bytes.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static NodeProcess Start(string[] command, string log)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var node = new NodeProcess(new Process { StartInfo = start }, new StreamWriter(log, append: true) { AutoFlush = true });
        node._process.OutputDataReceived += (_, line) => node.Keep(line.Data);
        node._process.ErrorDataReceived += (_, line) => node.Keep(line.Data);
        node._process.Start();
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        return node;
    }

    /// <summary>As kill -9.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await Ended();
    }

    /// <summary>Takes all processor time from it, and no connection.</summary>
    public void Hold()
    {
        Signal("STOP");
        _isHeld = true;
    }

    public void Release()
    {
        Signal("CONT");
        _isHeld = false;
    }

    /// <summary>Asks it to end, as systemd and containers do, and waits.</summary>
    public async Task<int> Stop()
    {
        Signal("TERM");
        await Ended();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!HasEnded)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        lock (_log)
        {
            _log.Dispose();
        }
    }

    private async Task Ended()
    {
        Assert.False(_isHeld, "A process that is held does not end.");
        await _process.WaitForExitAsync(Cancellation).WaitAsync(StopLimit, Cancellation);
    }

    private void Signal(string name) => Networks.Shell.Run($"kill -{name} {_process.Id}");

    private void Keep(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.BaseStream is { CanWrite: true })
            {
                _log.WriteLine(line);
            }
        }
    }
}
