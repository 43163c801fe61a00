using System.Collections.Immutable;
using System.Globalization;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>行政处罚: columns beginning CF_.</summary>
internal static class PenaltyCells
{
    private const string Fine = "fine";

    public static RecordRow Read(RowCells cells, string? list)
    {
        Counterparty.CheckCode(cells, "CF_CFJGDM");
        Counterparty.CheckCode(cells, "CF_SJLYDM");
        var categories = Categories(cells);
        return new RecordRow
        {
            Kind = "penalty",
            Subject = Counterparty.Read(cells, "CF_"),
            Number = cells["CF_WSH"],
            DecidedOn = cells.Date("CF_JDRQ"),
            Until = cells.LastDay("CF_YXQ"),
            PublicityEndsOn = cells.Date("CF_GSJZQ"),
            Categories = categories,
            Fine10kCny = FineOf(cells, categories),
            Reason = cells["CF_SY"] ?? cells["CF_WFXW"],
            Basis = cells["CF_YJ"],
        };
    }

    private static ImmutableArray<string> Categories(RowCells cells)
    {
        if (cells["CF_CFLB"] is not { } text)
        {
            cells.Miss("CF_CFLB");
            return [];
        }

        var (categories, unknown) = PenaltyWords.Read(text, $"{cells["CF_NR"]} {cells["CF_NR_ZKDX"]}");
        if (unknown is not null)
        {
            cells.Fail("CF_CFLB", ColumnFaults.UnknownPenalty(unknown));
        }

        return categories;
    }

    /// <summary>An amount belongs to a fine, and a fine has an amount (the standard's own check).</summary>
    private static decimal? FineOf(RowCells cells, ImmutableArray<string> categories)
    {
        decimal amount = 0;
        if (cells["CF_NR_FK"] is { } text && !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out amount))
        {
            cells.Fail("CF_NR_FK", ColumnFaults.NotANumber);
        }
        else if (amount < 0)
        {
            cells.Fail("CF_NR_FK", IntakeFaults.NotPositive);
        }
        else if (amount == 0 && categories.Contains(Fine))
        {
            cells.Miss("CF_NR_FK");
        }
        else if (amount > 0 && !categories.Contains(Fine))
        {
            cells.Fail("CF_NR_FK", ColumnFaults.FineWithoutCategory);
        }

        return amount > 0 ? amount : null;
    }
}
