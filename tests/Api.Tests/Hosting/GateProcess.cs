using System.Diagnostics;
using System.Text;
using CreditGate.Api.Auth;
using Xunit;

namespace CreditGate.Api.Tests.Hosting;

/// <summary>The service as a process of its own, with everything it prints.</summary>
internal sealed class GateProcess : IDisposable
{
    private const string Listens = "CreditGate listens on ";

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GateProcess(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public int ExitCode => _process.ExitCode;

    public static GateProcess Start(string directory, params string[] args)
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "CreditGate.Api.dll"), "--data", directory, "--keys", OwnDirectory.KeysOf(directory), "--urls", "http://127.0.0.1:0", .. args];
        var started = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true, RedirectStandardError = true };
        var gate = new GateProcess(new Process { StartInfo = started });
        gate._process.OutputDataReceived += gate.Heard;
        gate._process.ErrorDataReceived += gate.Heard;
        gate._process.Start();
        gate._process.BeginOutputReadLine();
        gate._process.BeginErrorReadLine();
        return gate;
    }

    /// <summary>Waits until it listens, and calls it with the operator's key of its directory.</summary>
    public async Task<HttpClient> Operator(string directory)
    {
        var address = await _address.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var key = (await File.ReadAllTextAsync(Path.Combine(directory, "operator.key"), TestContext.Current.CancellationToken)).Trim();
        return new HttpClient { BaseAddress = address, DefaultRequestHeaders = { { ApiKey.Header, key } } };
    }

    /// <summary>The first line it prints that is meant; waits for it.</summary>
    public async Task<string> Line(Func<string, bool> isMeant)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (Output.Split('\n').FirstOrDefault(isMeant) is { } line)
            {
                return line.TrimEnd('\r');
            }

            Assert.False(limit.IsCancellationRequested, $"The line did not come within 60 s: {Output}");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public Task Exited() => _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));

    /// <param name="name">TERM, INT, as kill knows them.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>As kill -9: what is on disk stays as it is.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await Exited();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Heard(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }

        if (line.Data?.StartsWith(Listens, StringComparison.Ordinal) is true)
        {
            _address.TrySetResult(new Uri(line.Data[Listens.Length..]));
        }
    }
}
