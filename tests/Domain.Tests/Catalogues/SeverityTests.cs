using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed class SeverityTests
{
    private static readonly Edition Latest = CatalogueLoader.Load().Editions[^1];

    [Theory]
    [InlineData(PenaltyCategory.Warning, Severity.Minor)]
    [InlineData(PenaltyCategory.CirculatedCriticism, Severity.Minor)]
    [InlineData(PenaltyCategory.Fine, Severity.General)]
    [InlineData(PenaltyCategory.Confiscation, Severity.General)]
    [InlineData(PenaltyCategory.Detention, Severity.General)]
    [InlineData(PenaltyCategory.Other, Severity.General)]
    [InlineData(PenaltyCategory.LicenceSuspended, Severity.Serious)]
    [InlineData(PenaltyCategory.QualificationLowered, Severity.Serious)]
    [InlineData(PenaltyCategory.LicenceRevoked, Severity.Serious)]
    [InlineData(PenaltyCategory.ActivityRestricted, Severity.Serious)]
    [InlineData(PenaltyCategory.ProductionSuspended, Severity.Serious)]
    [InlineData(PenaltyCategory.OrderedClosure, Severity.Serious)]
    [InlineData(PenaltyCategory.CareerRestricted, Severity.Serious)]
    public void SeverityOf_FollowsTheCategory(PenaltyCategory category, Severity expected) =>
        Assert.Equal(expected, Latest.SeverityOf(Penalty(category)));

    [Theory]
    [InlineData(PenaltyCategory.Warning, PenaltyCategory.Fine, Severity.General)]
    [InlineData(PenaltyCategory.Fine, PenaltyCategory.LicenceRevoked, Severity.Serious)]
    [InlineData(PenaltyCategory.Warning, PenaltyCategory.CirculatedCriticism, Severity.Minor)]
    public void SeverityOf_TakesTheStrongest_WhenThereAreSeveralCategories(PenaltyCategory first, PenaltyCategory second, Severity expected) =>
        Assert.Equal(expected, Latest.SeverityOf(Penalty(first, second)));

    [Fact]
    public void SeverityOf_IsMinor_WhenTheProcedureWasSimple() =>
        Assert.Equal(Severity.Minor, Latest.SeverityOf(Penalty(PenaltyCategory.Fine) with { SimpleProcedure = true }));

    [Fact]
    public void SeverityOf_IsTheSources_WhenItStatesOne() =>
        Assert.Equal(Severity.Serious, Latest.SeverityOf(Penalty(PenaltyCategory.Warning) with { Severity = Severity.Serious }));

    [Fact]
    public void SeverityOf_IsGeneral_WhenNothingIsKnown() => Assert.Equal(Severity.General, Latest.SeverityOf(Penalty()));

    [Theory]
    [InlineData("D13", 100, Severity.Serious)]
    [InlineData("D13", 99, Severity.General)]
    [InlineData("D14", 100, Severity.General)]
    public void SeverityOf_UsesADepartmentsThreshold_OnlyForItsPenalties(string source, int fine, Severity expected)
    {
        var huge = new SeverityRule("SV00", "D13", [PenaltyCategory.Fine], SimpleProcedure: false, FineAtLeast10kCny: 100, Severity.Serious, new Provenance(Confidence.Own, "own"));
        var edition = Latest with { SeverityRules = Latest.SeverityRules.Insert(0, huge) };

        Assert.Equal(expected, edition.SeverityOf(Penalty(PenaltyCategory.Fine) with { Source = source, Fine10kCny = fine }));
    }

    private static PenaltyRecord Penalty(params PenaltyCategory[] categories) => new()
    {
        Source = "D13",
        Number = "示例罚〔2026〕1号",
        Revision = new Revision(1, DateTimeOffset.UnixEpoch, 1),
        DecidedOn = new DateOnly(2026, 4, 1),
        Categories = [.. categories],
    };
}
