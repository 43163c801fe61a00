namespace CreditGate.LoadTests.Rows;

internal enum RowForm
{
    Ndjson,
    PenaltyCsv,
}

/// <summary>A file of invented rows, down to the last byte: the same specification always gives the same file.</summary>
internal sealed record RowSpec
{
    public required int Rows { get; init; }

    /// <summary>How many of the rows are faulty, on average.</summary>
    public double FaultPercent { get; init; }

    public RowForm Form { get; init; }

    /// <summary>Entities that the rows are about. Their rows lie far apart in the file.</summary>
    public required int Subjects { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Legal day in China. Decisions lie shortly before it, so that most are within the term of double publicity.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>From the subject of a row to that of the next: prime to their number, so that all have their turn, in an order that looks like none.</summary>
    internal long Stride => field != 0 ? field : field = PrimeTo(Subjects);

    private static long PrimeTo(int subjects)
    {
        var stride = (long)(subjects * 0.618) | 1;
        while (GreatestCommonDivisor(stride, subjects) != 1)
        {
            stride += 2;
        }

        return stride;
    }

    private static long GreatestCommonDivisor(long one, long other) => other == 0 ? one : GreatestCommonDivisor(other, one % other);
}
