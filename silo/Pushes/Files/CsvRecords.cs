namespace CreditGate.Silo.Pushes.Files;

/// <summary>
/// Records of CSV (RFC 4180), one at a time, with the line on which each begins. A quote opens a cell only as its first
/// character; elsewhere it is a character like others. Of a record longer than a row may be only the beginning is held, and reading goes on behind it.
/// </summary>
internal sealed class CsvRecords(TextSource text)
{
    public const int Longest = LineReader.Longest;

    private const int Step = 64 * 1024;

    private readonly List<CsvCell> _cells = [];
    private char[] _buffer = new char[Step];
    private int _record;
    private int _at;
    private int _end;
    private int _line = 1;
    private bool _isAfterReturn;
    private CsvState _state;
    private CsvCell _cell;
    private int _quoteLine;
    private int _length;

    /// <summary>Line on which the record begins, from 1.</summary>
    public int Line { get; private set; }

    public bool IsTooLong { get; private set; }

    /// <summary>Settled by the first line: whichever of comma, semicolon and tab it has most of.</summary>
    public char Separator { get; private set; }

    public IReadOnlyList<CsvCell> Cells => _cells;

    /// <summary>The record as it was sent, without its line end; cut when too long.</summary>
    public ReadOnlySpan<char> Text => _buffer.AsSpan(_record, Math.Min(_length, Longest));

    public bool IsBlank => !IsTooLong && Text.IndexOfAnyExcept([Separator, ' ', '"']) < 0;

    public string Cell(int index) => _cells[index].Of(_buffer.AsSpan(_record));

    /// <summary>Index of a cell that goes on after its closing quote, or -1.</summary>
    public int StrayQuote { get; private set; }

    /// <exception cref="UnusableFileException">A quote is never closed.</exception>
    public async ValueTask<bool> Next(CancellationToken cancellation)
    {
        if (Separator == default)
        {
            await Begin(cancellation);
        }

        if (!await SkipLineFeed(cancellation))
        {
            return false;
        }

        _cells.Clear();
        (_record, _state, _cell, Line, IsTooLong, StrayQuote) = (_at, CsvState.CellStart, default, _line, false, -1);
        while (!Scan())
        {
            if (!await Fill(cancellation))
            {
                return End();
            }
        }

        return true;
    }

    private async ValueTask Begin(CancellationToken cancellation)
    {
        while (_end < Step && await Fill(cancellation))
        {
        }

        Separator = CsvSeparator.Of(_buffer.AsSpan(0, _end).TrimStart());
    }

    /// <summary>False at the end of the file.</summary>
    private async ValueTask<bool> SkipLineFeed(CancellationToken cancellation)
    {
        do
        {
            if (_at == _end)
            {
                _record = _at;
                if (!await Fill(cancellation))
                {
                    return false;
                }
            }

            if (!_isAfterReturn || _buffer[_at] != '\n')
            {
                _isAfterReturn = false;
                return true;
            }

            _at++;
            _isAfterReturn = false;
        }
        while (true);
    }

    /// <summary>Goes on to the end of the record, or of what has been read of it. True at the end of the record.</summary>
    private bool Scan()
    {
        while (_at < _end)
        {
            switch (_state)
            {
                case CsvState.CellStart:
                    _cell = new CsvCell(_at - _record, 0, _buffer[_at] == '"', false);
                    _at += _cell.IsQuoted ? 1 : 0;
                    _quoteLine = _line;
                    _state = _cell.IsQuoted ? CsvState.Quoted : CsvState.Plain;
                    break;
                case CsvState.Quoted:
                    ScanQuoted();
                    break;
                case CsvState.AfterQuote when _buffer[_at] == '"':
                    _cell = _cell with { HoldsQuotes = true };
                    _at++;
                    _state = CsvState.Quoted;
                    break;
                case CsvState.AfterQuote when !EndsCell(_buffer[_at]):
                    StrayQuote = StrayQuote < 0 ? _cells.Count : StrayQuote;
                    _state = CsvState.Plain;
                    break;
                default:
                    if (ScanPlain())
                    {
                        return true;
                    }

                    break;
            }
        }

        return false;
    }

    private void ScanQuoted()
    {
        var rest = _buffer.AsSpan(_at, _end - _at);
        var quote = rest.IndexOf('"');
        var passed = quote < 0 ? rest : rest[..quote];
        _line = checked(_line + passed.Count('\n'));
        _at += quote < 0 ? rest.Length : quote + 1;
        _state = quote < 0 ? CsvState.Quoted : CsvState.AfterQuote;
    }

    private bool ScanPlain()
    {
        var end = _buffer.AsSpan(_at, _end - _at).IndexOfAny(Separator, '\r', '\n');
        if (end < 0)
        {
            (_at, _state) = (_end, CsvState.Plain);
            return false;
        }

        _at += end;
        EndCell();
        var ending = _buffer[_at++];
        if (ending == Separator)
        {
            _state = CsvState.CellStart;
            return false;
        }

        _isAfterReturn = ending == '\r';
        _line = checked(_line + 1);
        _length = _at - 1 - _record;
        IsTooLong |= _length > Longest;
        return true;
    }

    private bool EndsCell(char character) => character == Separator || character is '\r' or '\n';

    private void EndCell()
    {
        if (!IsTooLong)
        {
            _cells.Add(_cell with { Length = _at - _record - _cell.Start });
        }
    }

    private bool End()
    {
        if (_state == CsvState.Quoted)
        {
            throw new UnusableFileException(FileFaults.UnclosedQuote(_quoteLine));
        }

        _cell = _state == CsvState.CellStart ? new CsvCell(_at - _record, 0, false, false) : _cell;
        EndCell();
        _length = _at - _record;
        IsTooLong |= _length > Longest;
        return true;
    }

    /// <summary>Reads more behind the record that has begun. Behind one that is too long it overwrites all but the beginning.</summary>
    private async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        _buffer.AsSpan(_record, _end - _record).CopyTo(_buffer);
        (_record, _at, _end) = (0, _at - _record, _end - _record);
        if (_end > Longest)
        {
            IsTooLong = true;
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
