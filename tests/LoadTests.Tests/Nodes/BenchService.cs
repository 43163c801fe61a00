using System.Diagnostics;
using Xunit;

namespace CreditGate.LoadTests.Tests.Nodes;

/// <summary>The service with its no-op endpoint, as built or with a startup hook.</summary>
internal sealed class BenchService : IDisposable
{
    private const string Listens = "CreditGate listens on ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private BenchService(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    public static async Task<BenchService> Start(string directory, string? hook)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "CreditGate.Api.dll"), "--bench", "--data", directory, "--keys", directory + "-keys", "--urls", "http://127.0.0.1:0"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        if (hook is not null)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = hook;
        }

        var service = new BenchService(Process.Start(start)!);
        try
        {
            service.Address = await service.Listening().WaitAsync(StartLimit, TestContext.Current.CancellationToken);
            return service;
        }
        catch
        {
            service.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task<Uri> Listening()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Listens, StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new Uri(line[Listens.Length..].Trim());
            }
        }

        throw new InvalidOperationException("The service ended before it listened.");
    }
}
