namespace CreditGate.Silo.Pushes.Files;

/// <summary>Finds the cells and the end of records (RFC 4180) in text that comes piece by piece.</summary>
internal sealed class CsvScan(char separator)
{
    private readonly List<CsvCell> _cells = [];
    private CsvState _state;
    private CsvCell _cell;

    public char Separator => separator;

    public IReadOnlyList<CsvCell> Cells => _cells;

    /// <summary>Line of the file that has been reached, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Index of a cell that goes on after its closing quote, or -1.</summary>
    public int StrayQuote { get; private set; }

    /// <summary>Line on which the last quote opened that opens a cell.</summary>
    public int QuoteLine { get; private set; }

    public bool IsInQuotes => _state == CsvState.Quoted;

    /// <summary>The record ended with a carriage return: a line feed behind it belongs to it.</summary>
    public bool EndedWithReturn { get; private set; }

    public void Begin()
    {
        _cells.Clear();
        (_state, StrayQuote, EndedWithReturn) = (CsvState.CellStart, -1, false);
    }

    /// <summary>Goes on to the end of the record, or of what there is of it.</summary>
    /// <param name="record">The record from its beginning, and whatever follows.</param>
    /// <param name="at">Where to go on; afterwards, behind what was scanned.</param>
    /// <param name="keep">Whether the cells will be asked for.</param>
    /// <returns>True at the end of the record, behind its line end.</returns>
    public bool Scan(ReadOnlySpan<char> record, ref int at, bool keep)
    {
        while (at < record.Length)
        {
            switch (_state)
            {
                case CsvState.CellStart:
                    BeginCell(record, ref at);
                    break;
                case CsvState.Quoted:
                    ScanQuoted(record, ref at);
                    break;
                case CsvState.AfterQuote when record[at] == '"':
                    (_cell, _state) = (_cell with { HoldsQuotes = true }, CsvState.Quoted);
                    at++;
                    break;
                case CsvState.AfterQuote when record[at] != separator && record[at] is not ('\r' or '\n'):
                    StrayQuote = StrayQuote < 0 ? _cells.Count : StrayQuote;
                    _state = CsvState.Plain;
                    break;
                default:
                    if (ScanPlain(record, ref at, keep))
                    {
                        return true;
                    }

                    break;
            }
        }

        return false;
    }

    /// <summary>Ends the last record of a file that does not end with a line end.</summary>
    public void End(int at, bool keep)
    {
        _cell = _state == CsvState.CellStart ? new CsvCell(at, 0, false, false) : _cell;
        EndCell(at, keep);
    }

    private void BeginCell(ReadOnlySpan<char> record, ref int at)
    {
        var isQuoted = record[at] == '"';
        _cell = new CsvCell(at, 0, isQuoted, false);
        _state = isQuoted ? CsvState.Quoted : CsvState.Plain;
        if (isQuoted)
        {
            QuoteLine = Line;
            at++;
        }
    }

    private void ScanQuoted(ReadOnlySpan<char> record, ref int at)
    {
        var rest = record[at..];
        var quote = rest.IndexOf('"');
        var passed = quote < 0 ? rest : rest[..quote];
        Line = checked(Line + passed.Count('\n'));
        at += quote < 0 ? rest.Length : quote + 1;
        _state = quote < 0 ? CsvState.Quoted : CsvState.AfterQuote;
    }

    private bool ScanPlain(ReadOnlySpan<char> record, ref int at, bool keep)
    {
        var length = record[at..].IndexOfAny(separator, '\r', '\n');
        if (length < 0)
        {
            (at, _state) = (record.Length, CsvState.Plain);
            return false;
        }

        at += length;
        EndCell(at, keep);
        var ending = record[at++];
        if (ending == separator)
        {
            _state = CsvState.CellStart;
            return false;
        }

        EndedWithReturn = ending == '\r';
        Line = checked(Line + 1);
        return true;
    }

    private void EndCell(int at, bool keep)
    {
        if (keep)
        {
            _cells.Add(_cell with { Length = at - _cell.Start });
        }
    }
}
