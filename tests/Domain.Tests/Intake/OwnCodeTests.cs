using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using Xunit;

namespace CreditGate.Domain.Tests.Intake;

/// <summary>About one registered code in 2,000 passes the checks of an ID number as well.</summary>
public sealed class OwnCodeTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Region 360799 is not issued, so the code is nobody's.</summary>
    private static readonly string CodeThatLooksLikeAnId = (
        from day in Enumerable.Range(0, 365)
        from serial in Enumerable.Range(0, 10_000)
        let code = $"360799{new DateOnly(1990, 1, 1).AddDays(day):yyyyMMdd}{serial:0000}"
        where Uscc.Parse(code).Value is not null && CitizenId.Parse(code).Value is not null
        select code).First();

    [Fact]
    public void Read_TakesTheSubjectsOwnCodeAsNumber_WhenItAlsoPassesAsAnId() =>
        Assert.Empty(Read(CodeThatLooksLikeAnId, CodeThatLooksLikeAnId).Faults);

    [Fact]
    public void Read_RefusesAnIdAsNumber_WhenItIsNotTheSubjectsOwnCode() =>
        Assert.Equal(["id-number-in-text"], Read(FictionalCodes.Entity(1).Value, CodeThatLooksLikeAnId).Faults.Select(static fault => fault.Fault.Code));

    private static RowReading Read(string uscc, string number) =>
        new RecordReader(CatalogueLoader.Load().At(Now), Today).Read(
            new RecordRow { Kind = "registration", Subject = new() { Uscc = uscc }, Number = number, Name = "示例登记企业", DecidedOn = "2015-01-01" }, "D13", Now, 1);
}
