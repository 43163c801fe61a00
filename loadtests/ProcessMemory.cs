using System.Globalization;

namespace CreditGate.LoadTests;

/// <summary>Memory of another process, as Linux counts it, in megabytes.</summary>
internal sealed class ProcessMemory(int process)
{
    public double Resident() => Read("VmRSS:");

    /// <summary>The most since it started.</summary>
    public double Peak() => Read("VmHWM:");

    private double Read(string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB"), CultureInfo.InvariantCulture) / 1024;
    }
}
