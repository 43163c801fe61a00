using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed class CalendarFaultTests
{
    [Theory]
    [InlineData("holidays", "2025-10-01", "lies outside 2026")]
    [InlineData("workdays", "2027-01-03", "lies outside 2026")]
    [InlineData("workdays", "2026-10-12", "The workday is a Monday")]
    [InlineData("holidays", "2026-10-10", "both a holiday and a workday")]
    public void Load_NamesTheDay_WhenItDoesNotBelong(string member, string day, string problem) =>
        EditedData.Expect("calendar/2026.json", day, problem, root => root[member]!.AsArray().Add(day));

    [Fact]
    public void Load_NamesTheYear_WhenItHasTwoCalendars() =>
        new EditedData()
            .Edit("editions.json", root => root["calendars"]!.AsArray().Add("calendar/2026.json"))
            .ExpectFault("calendar/2026.json", "2026", "more than one calendar");
}
