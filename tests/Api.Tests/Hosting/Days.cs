using CreditGate.Domain.Calendars;

namespace CreditGate.Api.Tests.Hosting;

/// <summary>Legal days in China counted back from today, as rows write them.</summary>
internal static class Days
{
    public static DateOnly Today => LegalTime.DateOf(TimeProvider.System.GetUtcNow());

    public static string Ago(int days) => Written(Today.AddDays(-days));

    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
