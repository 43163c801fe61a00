using System.Text;

namespace CreditGate.Api.Pushes;

/// <summary>One record of a CSV file as it was sent (RFC 4180), to be taken apart and put together again.</summary>
internal sealed class CsvText
{
    private readonly char _separator;

    private CsvText(char separator) => _separator = separator;

    /// <summary>The separator is whichever of comma, semicolon and tab stands first in the header, outside quotes.</summary>
    public static CsvText Like(string header)
    {
        var isQuoted = false;
        foreach (var character in header)
        {
            isQuoted ^= character == '"';
            if (!isQuoted && character is ',' or ';' or '\t')
            {
                return new CsvText(character);
            }
        }

        return new CsvText(',');
    }

    public List<string> Cells(string record)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var index = 0; index < record.Length; index++)
        {
            var character = record[index];
            if (character == '"' && isQuoted && index + 1 < record.Length && record[index + 1] == '"')
            {
                cell.Append(record[++index]);
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (character == _separator && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(character);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    public string Record(IEnumerable<string> cells) => string.Join(_separator, cells.Select(Quoted));

    /// <summary>Cells before a record that stays as it was sent.</summary>
    public string Before(IEnumerable<string> cells, string record) => $"{Record(cells)}{_separator}{record}";

    private string Quoted(string cell) => cell.AsSpan().IndexOfAny(_separator, '"') >= 0 || cell.AsSpan().IndexOfAny('\r', '\n') >= 0
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
