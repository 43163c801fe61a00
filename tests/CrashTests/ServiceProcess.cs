using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace CreditGate.CrashTests;

/// <summary>The service as its users run it: a process of its own, over a data directory, on a port that was free.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private const string Listens = "CreditGate listens on ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(Process process) => _process = process;

    public HttpClient Operator { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<ServiceProcess> Start(string directory, params string[] further) => Start(["CreditGate.Api.dll"], directory, further);

    /// <summary>The same some days later: what would be due by then is due.</summary>
    public static Task<ServiceProcess> StartAhead(string directory, int days) => Start(["CreditGate.FaultyNode.dll", $"ahead:{days}"], directory, []);

    /// <summary>Another build of it.</summary>
    public static Task<ServiceProcess> StartBuild(string build, string directory) => Start([Path.Combine(build, "CreditGate.Api.dll")], directory, []);

    private static async Task<ServiceProcess> Start(string[] program, string directory, string[] further)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["exec", Path.Combine(AppContext.BaseDirectory, program[0]), .. program[1..], "--data", directory, "--keys", directory + "-keys", "--urls", "http://127.0.0.1:0", .. further];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var service = new ServiceProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        try
        {
            await service.Listening();
        }
        catch
        {
            service.Dispose();
            throw;
        }

        service.Operator = service.ClientWith(await OperatorKey(directory));
        return service;
    }

    public static async Task<string> OperatorKey(string directory) => (await File.ReadAllTextAsync(Path.Combine(directory, "operator.key"), Cancellation)).Trim();

    /// <summary>Ends the process the way a crash does: at once, whatever it was doing.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(Cancellation);
    }

    /// <summary>Asks the process to end, the way systemd and containers do.</summary>
    public async Task Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Cancellation);
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<int> ExitCode()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(StopLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            Assert.Fail($"The service did not end within {StopLimit.TotalSeconds} s.{Said()}");
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (_process.Id > 0 && !_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        Operator?.Dispose();
        _process.Dispose();
    }

    private async Task Listening()
    {
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The service ended before it listened."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await _address.Task.WaitAsync(StartLimit, Cancellation);
        }
        catch (Exception failure) when (failure is TimeoutException or InvalidOperationException)
        {
            throw new InvalidOperationException($"The service did not start within {StartLimit.TotalSeconds} s.{Said()}", failure);
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (line.StartsWith(Listens, StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(line[Listens.Length..].Trim()));
        }
    }

    public HttpClient ClientWith(string key) => new() { BaseAddress = _address.Task.Result, DefaultRequestHeaders = { { "X-Api-Key", key } } };

    /// <summary>The last lines of its output, to go with a failure.</summary>
    public string Said() => string.Join(Environment.NewLine, _lines.TakeLast(30).Select(static line => line[..Math.Min(line.Length, 400)]).Prepend(""));
}
