using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Fictional subjects, records and events.</summary>
internal static class Sample
{
    public const string Source = "XN1000001";

    public static readonly DateTimeOffset Instant = new(2026, 3, 2, 1, 30, 0, 123, TimeSpan.Zero);

    public static SubjectKey Subject() => SubjectKey.OfPerson(Guid.NewGuid());

    public static PenaltyRecord Penalty(string number) => new()
    {
        Source = Source,
        Number = number,
        Revision = new Revision(1, Instant, 1),
        DecidedOn = new DateOnly(2026, 2, 27),
        Reason = "示例事由",
        Categories = [PenaltyCategory.Fine],
        Fine10kCny = 1.50m,
    };

    public static RecordPushed Pushed(PublicCreditRecord record) => new() { At = Instant, Actor = "示例凭据", Record = record };

    public static PendingMirror Mirror(SubjectKey person, PublicCreditRecord record, string of) =>
        new(person, record with { Mirror = new MirrorOf(of, LinkedRole.LegalRepresentative) });

    /// <summary>An append of one event with its record for each number.</summary>
    public static SubjectAppend Append(SubjectKey subject, long expectedVersion, params string[] numbers)
    {
        var records = numbers.Select(PublicCreditRecord (number) => Penalty(number)).ToImmutableArray();
        return new SubjectAppend(subject, expectedVersion, [.. records.Select(Pushed)], records, []);
    }

    public static IEnumerable<string> NumbersOf(IEnumerable<StoredEvent> history) => history.Select(stored => ((RecordPushed)stored.Event).Record.Number);
}
