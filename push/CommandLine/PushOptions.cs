namespace CreditGate.Push.CommandLine;

internal enum Deed
{
    Send,
    Follow,
    Cancel,
}

/// <summary>What one run is asked to do, read and checked.</summary>
internal sealed record PushOptions
{
    public required Deed Deed { get; init; }

    /// <summary>File to send, or id of the job to follow or cancel.</summary>
    public required string Subject { get; init; }

    public required Uri Url { get; init; }

    /// <summary>The credential: never shown, never logged.</summary>
    public required string Key { get; init; }

    public required Language Language { get; init; }

    /// <summary>What the service is told of the file, as it goes into the query.</summary>
    public PushQuery Query { get; init; } = new();

    /// <summary>Null when the content of the file is its key.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Null for a name beside the file.</summary>
    public string? RejectsFile { get; init; }

    /// <summary>Null to compress what is large.</summary>
    public bool? Gzip { get; init; }

    public bool ShowProgress { get; init; } = true;

    public TimeSpan? GiveUpAfter { get; init; }
}

/// <summary>What is said of a file besides its content.</summary>
internal sealed record PushQuery
{
    public string? AsOf { get; init; }

    public string? List { get; init; }

    public bool Atomic { get; init; }

    public string? Snapshot { get; init; }

    public int? MostWithdrawnPercent { get; init; }

    /// <summary>With its question mark; empty when nothing is said. The same options always give the same text.</summary>
    public override string ToString()
    {
        string?[] said =
        [
            Said("asOf", AsOf),
            Said("list", List),
            Said("atomic", Atomic ? "true" : null),
            Said("snapshot", Snapshot),
            Said("mostWithdrawnPercent", MostWithdrawnPercent?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        var text = string.Join('&', said.OfType<string>());
        return text.Length == 0 ? "" : "?" + text;
    }

    private static string? Said(string name, string? value) => value is null ? null : $"{name}={Uri.EscapeDataString(value)}";
}
