using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;

namespace CreditGate.Silo.Tests.Subjects;

/// <summary>Fictional subjects and records about them.</summary>
internal static class Rows
{
    /// <summary>Government procurement: a wage default refuses an entity (rule P03).</summary>
    public const string Procurement = "MT-C01";

    /// <summary>Honours: a wage default bars the persons in charge and directly responsible too (rule P06).</summary>
    public const string Honours = "MT-G01";

    public static readonly DateOnly Day = new(2026, 3, 2);

    private static int _last = 1_000;

    public static SubjectKey Entity() => SubjectKey.Of(FictionalCodes.Entity(Interlocked.Increment(ref _last)));

    public static SubjectKey Person() => SubjectKey.OfPerson(Guid.NewGuid());

    public static Revision At(long revision) => new(revision, new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.Zero), 1);

    /// <summary>An entry on the list of wage defaulters, in dispute or not.</summary>
    public static ListEntryRecord WageDefault(long revision, bool disputed = false, string number = "示人社列〔示例〕1号", params ImmutableArray<LinkedPerson> linked) => new()
    {
        Source = "D22",
        Number = number,
        Revision = At(revision),
        DecidedOn = Day,
        List = "L04",
        ListedOn = Day,
        Dispute = disputed ? new DisputeMark("示异议〔示例〕1号", Day, Day.AddDays(20)) : null,
        Linked = linked,
    };

    public static RegistrationRecord Registration(long revision, string name) => new()
    {
        Source = "D13",
        Number = "示例登记",
        Revision = At(revision),
        DecidedOn = Day,
        Name = name,
        EstablishedOn = Day,
    };

    /// <summary>One small record of many.</summary>
    public static PermitRecord Permit(int number) => new()
    {
        Source = "D13",
        Number = $"示许〔示例〕{number}号",
        Revision = At(1),
        DecidedOn = Day,
        Title = "示例许可",
    };

    public static LinkedPerson Named(SubjectKey person, LinkedRole role) => new(role, person.Value, "示*");
}
