using System.Globalization;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Verify.Audit;

/// <summary>Rows that are not at home and places that are empty: the one may explain the other.</summary>
internal sealed class Displaced(string kind, Func<long, byte[]?> leaf, Findings findings)
{
    // Beyond that nobody is helped by names, and every row is tried at every place.
    private const int MostCompared = 1_000;

    private readonly List<(Place Place, string Segment)> _missing = [];
    private readonly List<(AuditedRow Row, Place? Instead)> _strays = [];

    private string Table => LedgerTables.Of(kind);

    public void Missing(Place place, string segment) => _missing.Add((place, segment));

    public void Stray(AuditedRow row) => _strays.Add((row, null));

    /// <summary>A row in the place of another.</summary>
    public void Wrong(AuditedRow row, Place place) => _strays.Add((row, place));

    /// <summary>From a place to the end of what was sealed there is nothing.</summary>
    public void Cut(Place first, ExpectedRows expected)
    {
        if (first.Number == expected.LastSealed)
        {
            _missing.Add((first, expected.Segment));    // one row: it may have been moved
            return;
        }

        findings.Add(new Finding(
            FindingKind.Truncated, Table, string.Create(CultureInfo.InvariantCulture, $"{Prefix(expected.Segment)}{first.Number} to {expected.LastSealed}, log entries from {first.Index}")));
    }

    /// <summary>Once all rows were met.</summary>
    public void Explain()
    {
        var homes = _missing.Concat(_strays.Where(static stray => stray.Instead is not null).Select(static stray => (stray.Instead!.Value, stray.Row.Segment))).Take(MostCompared).ToArray();
        var taken = new HashSet<long>();
        foreach (var (row, instead) in _strays)
        {
            var home = homes.Select(static one => ((Place, string)?)one).FirstOrDefault(one => one!.Value.Item1 != instead && Belongs(row.Entry, one.Value.Item1, one.Value.Item2));
            if (home is var (place, segment))
            {
                taken.Add(place.Index);
                findings.Add(new Finding(FindingKind.Moved, Table, row.Name, $"belongs at {Prefix(segment)}{place.Number}"));
            }
            else
            {
                findings.Add(Unexplained(row, instead));
            }
        }

        foreach (var (place, segment) in _missing.Where(missing => !taken.Contains(missing.Place.Index)))
        {
            findings.Add(new Finding(FindingKind.Removed, Table, string.Create(CultureInfo.InvariantCulture, $"{Prefix(segment)}{place.Number}, log entry {place.Index}")));
        }
    }

    private Finding Unexplained(AuditedRow row, Place? instead) => (instead, row.IsBorneOut) switch
    {
        (null, _) => new Finding(FindingKind.Inserted, Table, row.Name),
        (_, true) => new Finding(FindingKind.Replaced, Table, row.Name),
        _ => new Finding(FindingKind.Altered, Table, row.Name, [.. row.Columns(), "commitment"]),
    };

    private bool Belongs(LogEntry entry, Place place, string segment)
    {
        if (leaf(place.Index) is not { } hash)
        {
            return false;
        }

        LogEntry[] homes = kind switch
        {
            LogEntry.Event => [entry with { Position = place.Number }, entry with { Position = place.Number, Sequence = place.Number }],
            LogEntry.Feedback or LogEntry.Declaration => [entry with { Sequence = place.Number }],
            _ => [entry with { Segment = segment, Sequence = place.Number }],
        };
        return homes.Any(home => home.LeafHash().AsSpan().SequenceEqual(hash));
    }

    private static string Prefix(string segment) => segment.Length == 0 ? "" : segment + "/";
}
