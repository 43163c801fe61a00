namespace CreditGate.Silo.Pushes.Files;

/// <summary>
/// Records of CSV, one at a time, with the line on which each begins. A quote opens a cell only as its first character;
/// elsewhere it is a character like others. Of a record longer than a row may be only the beginning is held, and reading
/// goes on behind it: libraries give such a file up, and with it the rows that are good.
/// </summary>
internal sealed class CsvRecords(TextSource text)
{
    public const int Longest = LineReader.Longest;

    private const int Step = 64 * 1024;

    private char[] _buffer = new char[Step];
    private CsvScan? _scan;
    private int _record;
    private int _at;
    private int _end;
    private int _length;

    /// <summary>Line on which the record begins, from 1.</summary>
    public int Line { get; private set; }

    public bool IsTooLong { get; private set; }

    public IReadOnlyList<CsvCell> Cells => _scan!.Cells;

    /// <summary>Index of a cell that goes on after its closing quote, or -1.</summary>
    public int StrayQuote => _scan!.StrayQuote;

    /// <summary>The record as it was sent, without its line end; cut when too long.</summary>
    public ReadOnlySpan<char> Text => _buffer.AsSpan(_record, Math.Min(_length, Longest));

    /// <summary>A record whose cells are all empty, as spreadsheets write behind their last row.</summary>
    public bool IsBlank => !IsTooLong && Text.IndexOfAnyExcept([_scan!.Separator, ' ', '"']) < 0;

    public string Cell(int index) => Cells[index].Of(_buffer.AsSpan(_record));

    /// <exception cref="UnusableFileException">A quote is never closed, or the text is not in its charset.</exception>
    public async ValueTask<bool> Next(CancellationToken cancellation)
    {
        var scan = _scan ??= await Begin(cancellation);
        IsTooLong = false;
        if (!await SkipLineFeed(scan, cancellation))
        {
            return false;
        }

        (_record, Line) = (_at, scan.Line);
        scan.Begin();
        while (!Scan(scan))
        {
            if (!await Fill(cancellation))
            {
                End(scan);
                return true;
            }
        }

        return true;
    }

    /// <summary>The separator is settled by the first line, which is looked for in as much text as a line of names may have.</summary>
    private async ValueTask<CsvScan> Begin(CancellationToken cancellation)
    {
        while (_end < Step && await Fill(cancellation))
        {
        }

        return new CsvScan(CsvSeparator.Of(_buffer.AsSpan(0, _end).TrimStart()));
    }

    /// <summary>False at the end of the file.</summary>
    private async ValueTask<bool> SkipLineFeed(CsvScan scan, CancellationToken cancellation)
    {
        if (!await HasMore(cancellation))
        {
            return false;
        }

        if (!scan.EndedWithReturn || _buffer[_at] != '\n')
        {
            return true;
        }

        _at++;
        return await HasMore(cancellation);
    }

    private async ValueTask<bool> HasMore(CancellationToken cancellation)
    {
        if (_at < _end)
        {
            return true;
        }

        _record = _at;
        return await Fill(cancellation);
    }

    private bool Scan(CsvScan scan)
    {
        var at = _at - _record;
        var isWhole = scan.Scan(_buffer.AsSpan(_record, _end - _record), ref at, keep: !IsTooLong);
        _at = _record + at;
        _length = isWhole ? at - 1 : at;
        IsTooLong |= _length > Longest;
        return isWhole;
    }

    private void End(CsvScan scan)
    {
        if (scan.IsInQuotes)
        {
            throw new UnusableFileException(FileFaults.UnclosedQuote(scan.QuoteLine));
        }

        scan.End(_at - _record, keep: !IsTooLong);
    }

    /// <summary>Reads more behind the record that has begun. Behind one that is too long it overwrites all but the beginning.</summary>
    private async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        _buffer.AsSpan(_record, _end - _record).CopyTo(_buffer);
        (_record, _at, _end) = (0, _at - _record, _end - _record);
        if (IsTooLong)
        {
            _at = _end = Longest + 1;
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, Longest + Step));
        }

        var read = await text.Read(_buffer.AsMemory(_end), cancellation);
        _end += read;
        return read > 0;
    }
}
