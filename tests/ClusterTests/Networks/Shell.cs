using System.Diagnostics;

namespace CreditGate.ClusterTests.Networks;

/// <summary>Runs a program of the system to its end.</summary>
internal static class Shell
{
    /// <exception cref="InvalidOperationException">It ended with another code than 0; its words are in the message.</exception>
    public static void Run(string command)
    {
        var (code, said) = Try(command);
        if (code != 0)
        {
            throw new InvalidOperationException($"'{command}' ended with {code}: {said}");
        }
    }

    public static (int Code, string Said) Try(string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"'{command}' did not start.");
        var said = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said.Result + printed);
    }
}
