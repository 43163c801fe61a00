namespace CreditGate.Silo.Pushes.Files;

/// <summary>Where the scan of a record stands.</summary>
internal enum CsvState
{
    CellStart,
    Plain,
    Quoted,
    AfterQuote,
}

/// <summary>A cell by its place in its record, quotes included.</summary>
internal readonly record struct CsvCell(int Start, int Length, bool IsQuoted, bool HoldsQuotes)
{
    /// <summary>What the cell says.</summary>
    public string Of(ReadOnlySpan<char> record)
    {
        var text = record.Slice(Start, Length);
        if (!IsQuoted)
        {
            return text.ToString();
        }

        var inner = text[^1] == '"' ? text[1..^1] : text[1..];
        return HoldsQuotes ? inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : inner.ToString();
    }
}

internal static class CsvSeparator
{
    /// <summary>Whichever of comma, semicolon and tab the first line has most of, quoted names apart; a comma when none.</summary>
    public static char Of(ReadOnlySpan<char> begin)
    {
        var (commas, semicolons, tabs, quoted) = (0, 0, 0, false);
        foreach (var character in begin)
        {
            switch (character)
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\r' or '\n' when !quoted:
                    return Most(commas, semicolons, tabs);
                case ',' when !quoted:
                    commas++;
                    break;
                case ';' when !quoted:
                    semicolons++;
                    break;
                case '\t' when !quoted:
                    tabs++;
                    break;
                default:
                    break;
            }
        }

        return Most(commas, semicolons, tabs);
    }

    private static char Most(int commas, int semicolons, int tabs) =>
        tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
}
