using System.Globalization;
using CreditGate.Domain.Identity;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>Dates as spreadsheets and databases write them.</summary>
internal static class CellDates
{
    private static readonly string[] Forms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];

    /// <summary>yyyy-MM-dd; a time of day behind the date is dropped. What is no date is returned as it is.</summary>
    public static string Normal(string text)
    {
        if (text is [_, _, _, _, '-', _, _, '-', _, _])
        {
            return text;
        }

        var half = string.Create(text.Length, text, static (into, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                into[i] = CodeText.HalfWidth(from[i]);
            }
        });
        var (date, time) = half.IndexOfAny([' ', 'T']) is > 0 and var gap ? (half[..gap], half[(gap + 1)..]) : (half, null);
        return (time is null || TimeOnly.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            && DateOnly.TryParseExact(date, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : text;
    }

    /// <summary>How systems that cannot leave a date empty write that there is none.</summary>
    public static bool IsForever(string text) => text is "长期" or "永久" or "无固定期限" || Normal(text) is "2099-12-31" or "9999-12-31";
}
