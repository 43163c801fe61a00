using System.Collections.Immutable;
using System.Globalization;

namespace CreditGate.Domain.Evidence.Log;

/// <summary>What is signed: the whole log at one size.</summary>
/// <param name="Origin">Name of the log, given once and for ever.</param>
/// <param name="Algorithm">Name of the signing algorithm.</param>
/// <param name="Entries">Which rows came in since the checkpoint before, in the log's order.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root, DateTimeOffset At, string Algorithm, ImmutableArray<EntryRun> Entries)
{
    private const string OriginPrefix = "creditgate/";
    private const int FixedLines = 5;

    /// <summary>How many entries the log had before.</summary>
    public long SizeBefore => Size - Entries.Sum(static run => run.Count);

    public static string NewOrigin(Guid id) => $"{OriginPrefix}{id:N}";

    /// <summary>The signed text, in the form of a C2SP checkpoint: origin, size and root a line, then our own lines. Every line ends with a line feed.</summary>
    public string Text => string.Concat(((string[])
    [
        Origin,
        Size.ToString(CultureInfo.InvariantCulture),
        Convert.ToBase64String(Root),
        $"time {At.ToUniversalTime():O}",
        $"algorithm {Algorithm}",
        .. Entries.Select(static run => $"entries {run.Kind} {(run.Segment.Length == 0 ? "-" : run.Segment)} {run.First} {run.Last}"),
    ]).Select(static line => line + "\n"));

    /// <summary>Null when the text is not a checkpoint.</summary>
    public static Checkpoint? Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < FixedLines + 1 || lines[^1].Length != 0 || !lines[0].StartsWith(OriginPrefix, StringComparison.Ordinal)
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || !DateTimeOffset.TryParse(After(lines[3], "time "), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            || After(lines[4], "algorithm ") is not { } algorithm)
        {
            return null;
        }

        var root = new byte[MerkleHash.Length];
        var runs = lines[FixedLines..^1].Select(Run).ToArray();
        var checkpoint = Convert.TryFromBase64String(lines[2], root, out var length) && length == root.Length && runs.All(static run => run is not null)
            ? new Checkpoint(lines[0], size, root, at, algorithm, [.. runs!])
            : null;
        return checkpoint?.Text == text ? checkpoint : null;     // one text, one checkpoint
    }

    private static EntryRun? Run(string line) =>
        After(line, "entries ")?.Split(' ') is [var kind, var segment, var first, var last]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            ? new EntryRun(kind, segment == "-" ? "" : segment, from, to)
            : null;

    private static string? After(string line, string label) => line.StartsWith(label, StringComparison.Ordinal) ? line[label.Length..] : null;
}
