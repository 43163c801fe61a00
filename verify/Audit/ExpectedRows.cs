namespace CreditGate.Verify.Audit;

/// <summary>A row's place: its number in its group, and its index in the log.</summary>
internal readonly record struct Place(long Number, long Index);

/// <summary>The places of one kind and segment that the log holds, in order.</summary>
internal sealed class ExpectedRows
{
    private readonly SealedRun[] _runs;
    private int _run;
    private long _offset;

    public ExpectedRows(string segment, IEnumerable<SealedRun> runs)
    {
        Segment = segment;
        _runs = [.. runs];
        LastSealed = _runs is [.., var last] ? last.Entries.Last : 0;
    }

    public string Segment { get; }

    public long LastSealed { get; }

    /// <summary>Null after the last.</summary>
    public Place? Current => _run < _runs.Length ? new Place(_runs[_run].Entries.First + _offset, _runs[_run].FirstIndex + _offset) : null;

    /// <summary>Null when the log has no such row.</summary>
    public long? IndexOf(long number) =>
        _runs.FirstOrDefault(run => number >= run.Entries.First && number <= run.Entries.Last) is { } run ? run.FirstIndex + number - run.Entries.First : null;

    public void Advance()
    {
        if (++_offset == _runs[_run].Entries.Count)
        {
            (_run, _offset) = (_run + 1, 0);
        }
    }
}
