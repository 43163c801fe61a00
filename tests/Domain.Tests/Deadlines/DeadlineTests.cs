using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Deadlines;
using CreditGate.Domain.Intake;
using Xunit;

namespace CreditGate.Domain.Tests.Deadlines;

public sealed class DeadlineTests
{
    private static WorkingCalendar Calendar => CatalogueLoader.Load().Editions[^1].Calendar;

    [Theory]
    [InlineData("2026-03-02", "2026-03-23")]    // 22 March is a Sunday
    [InlineData("2026-03-03", "2026-03-23")]    // a Monday: the day of receipt is not counted
    [InlineData("2026-01-28", "2026-02-24")]    // 17 February lies in the Spring Festival of 15 to 23 February
    [InlineData("2026-09-14", "2026-10-08")]    // 4 October lies in the National Day holiday
    public void LastDay_OfCalendarDays_EndsOnTheNextWorkingDay(string from, string last) =>
        Assert.Equal(DateOnly.Parse(last), Deadline.LastDay(DateOnly.Parse(from), TermBook.Product["T01"].At(Level.Municipal).Limit, Calendar));

    [Theory]
    [InlineData("2026-03-06", 3, "2026-03-11")]     // over a weekend
    [InlineData("2026-02-13", 3, "2026-02-25")]     // 14 February is worked, 15 to 23 February are off
    public void LastDay_OfWorkingDays_CountsSwappedDays(string from, int count, string last) =>
        Assert.Equal(DateOnly.Parse(last), Deadline.LastDay(DateOnly.Parse(from), new TermLength(count, TermUnit.WorkingDays), Calendar));

    [Fact]
    public void Terms_AreSetForTheCity_WithBasis_AndOtherLevelsFallBackOnIt()
    {
        Assert.Equal(["T01", "T02", "T03", "T04", "T09", "T10", "T12", "T13", "T14"], TermBook.Product.All.Select(static term => term.Code));
        Assert.All(TermBook.Product.All, static term =>
        {
            Assert.Same(term.At(Level.Municipal), term.At(Level.County));
            Assert.NotEmpty(term.At(Level.Municipal).Basis.Zh);
        });
    }

    [Fact]
    public void Limit_OfAnObjection_IsTheOneThatPushedMarksHave()
    {
        var received = new DateOnly(2026, 3, 2);

        Assert.Equal(
            RecordReader.VerificationDueOn(received, Calendar),
            Deadline.LastDay(received, TermBook.Product["T01"].At(Level.Municipal).Limit, Calendar));
    }
}
