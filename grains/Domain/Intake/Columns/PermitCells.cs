using System.Globalization;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>行政许可: columns beginning XK_.</summary>
internal static class PermitCells
{
    public static RecordRow Read(RowCells cells, string? list)
    {
        var decidedOn = cells.Date("XK_JDRQ");
        var until = cells.LastDay("XK_YXQZI");
        if (DayOf(until) < DayOf(cells.Date("XK_YXQZ")))
        {
            cells.Fail("XK_YXQZI", IntakeFaults.EndsBeforeStart);
        }

        Counterparty.CheckCode(cells, "XK_XKJGDM");
        Counterparty.CheckCode(cells, "XK_LYDWDM");
        return new RecordRow
        {
            Kind = "permit",
            Subject = Counterparty.Read(cells, "XK_"),
            Number = cells["XK_WSH"],
            DecidedOn = decidedOn,
            Until = until,
            Title = cells["XK_XKWS"] ?? cells["XK_XKZS"],
            Removal = IsValid(cells) ? null : new EndRow { On = decidedOn, Reason = "当前状态：无效" },
        };
    }

    /// <summary>The standard says that a permit is not valid, not since when: it counts as ended on the day of its decision.</summary>
    private static bool IsValid(RowCells cells)
    {
        switch (cells["XK_ZT"])
        {
            case null or "1" or "有效":
                return true;
            case "2" or "无效":
                return false;
            default:
                cells.Fail("XK_ZT", ColumnFaults.UnknownState);
                return true;
        }
    }

    private static DateOnly? DayOf(string? date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
