namespace CreditGate.Verify.Audit;

/// <summary>What is wrong.</summary>
internal enum FindingKind
{
    /// <summary>A column says something else than when the row was written.</summary>
    Altered,

    /// <summary>A row that the log holds is gone.</summary>
    Removed,

    /// <summary>The content of a row is gone, and no act of the log says that it was removed.</summary>
    ContentTaken,

    /// <summary>An act of the log removed the content although a hold covered it at that time.</summary>
    HeldRemoved,

    /// <summary>Content that an act of the log removed stands in the row again.</summary>
    ContentPutBack,

    /// <summary>A row stands where the log has none.</summary>
    Inserted,

    /// <summary>A row stands in another row's place.</summary>
    Moved,

    /// <summary>A row is sound by itself, its own hashes included, but is not the one that was sealed.</summary>
    Replaced,

    /// <summary>The rows from here to the end of what was sealed are gone: the tail was cut, or an older state was restored.</summary>
    Truncated,

    /// <summary>The ledger's own log is not the one that was copied.</summary>
    OtherLog,

    /// <summary>A copied checkpoint is not signed by the key given, or does not continue the one before.</summary>
    BadCheckpoint,

    /// <summary>Hashes that were copied beside the checkpoints are not those that the checkpoints sign.</summary>
    BadCopy,
}

/// <summary>One thing that is wrong, and where.</summary>
/// <param name="Row">What the row is called: position, or segment and sequence; with the subject or id where it is known.</param>
/// <param name="Columns">Those that differ, where that can be told.</param>
internal sealed record Finding(FindingKind Kind, string Table, string Row, params string[] Columns)
{
    public override string ToString() => Columns is [] ? $"{Kind} {Table} {Row}" : $"{Kind} {Table} {Row} ({string.Join(", ", Columns)})";
}
