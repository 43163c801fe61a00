using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using Xunit;

namespace CreditGate.Domain.Tests.Intake;

/// <summary>Rows without fault, to be spoilt one field at a time, and a reader of one Monday.</summary>
internal static class Rows
{
    public static readonly DateOnly Today = new(2026, 11, 23);
    public static readonly DateTimeOffset AsOf = new(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8));
    public static readonly string PersonId = FictionalCodes.Person(4).Value;

    private static readonly Edition Edition = CatalogueLoader.Load().At(AsOf);

    public static SubjectRow Company { get; } = new() { Uscc = FictionalCodes.Entity(4).Value };

    public static SubjectRow Person { get; } = new() { Person = new PersonRow { Name = "示例甲", IdNumber = PersonId } };

    public static LinkedRow Representative { get; } = new() { Role = "legalRepresentative", Person = Person.Person };

    public static RecordRow Penalty { get; } = new()
    {
        Kind = "penalty",
        Subject = Company,
        Number = "示例罚1号",
        DecidedOn = "2026-06-01",
        Categories = ["fine"],
        Fine10kCny = 2,
    };

    public static RecordRow Entry { get; } = new() { Kind = "listEntry", Subject = Company, Number = "示例列1号", DecidedOn = "2026-06-01", List = "L04" };

    public static RecordRow Of(string kind) => new() { Kind = kind, Subject = Company, Number = "示例1号", DecidedOn = "2026-06-01" };

    public static RowReading Read(RecordRow row, string source = "D22") => new RecordReader(Edition, Today).Read(row, source, AsOf, 1);

    /// <summary>The draft of a row that must have none but good fields.</summary>
    public static RecordDraft Draft(RecordRow row, string source = "D22")
    {
        var reading = Read(row, source);
        Assert.Empty(reading.Faults);
        return Assert.IsType<RecordDraft>(reading.Draft);
    }

    /// <summary>Every fault of a row as code@field; the row must not become a draft.</summary>
    public static ImmutableArray<string> Faults(RecordRow row, string source = "D22")
    {
        var reading = Read(row, source);
        Assert.Null(reading.Draft);
        Assert.All(reading.Faults, static fault => Assert.True(fault.Fault.Text is { Zh.Length: > 0, En.Length: > 0 }));
        return [.. reading.Faults.Select(static fault => $"{fault.Fault.Code}@{fault.Field}")];
    }
}
