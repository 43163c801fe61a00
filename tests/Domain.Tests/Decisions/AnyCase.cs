using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CsCheck;

namespace CreditGate.Domain.Tests.Decisions;

/// <summary>Everything that a decision takes.</summary>
internal sealed record Case(Standing Standing, ImmutableArray<LinkedStanding> Linked, Matter Matter, Edition Edition, DateTimeOffset At)
{
    public DateOnly Today => LegalTime.DateOf(At);

    public Ruling Rule() => Decider.Rule(Standing, Linked, Matter, Edition, At);

    public PublicCreditRecord Behind(MeasureLine line) => Behind(line.Record, line.On);

    public PublicCreditRecord Behind(RecordRef reference, OnLinked? on)
    {
        var standing = on is null ? Standing : Linked.First(other => other.Standing.Key.Value == on.Subject && other.Role == on.Role).Standing;
        return standing.Find(reference) ?? throw new InvalidOperationException($"No record {reference}.");
    }

    /// <summary>Whether the standing that a record is in holds a stay of it that is in force.</summary>
    public bool IsStayed(PublicCreditRecord record, OnLinked? on)
    {
        var standing = on is null ? Standing : Linked.First(other => other.Standing.Key.Value == on.Subject && other.Role == on.Role).Standing;
        return standing.Records.OfType<StayRecord>().Any(stay =>
            stay is { Repair: null, Removal: null, Withdrawal: null }
            && stay.DecidedOn <= Today && !(stay.Until < Today)
            && stay.StayedNumber == record.Number && (stay.StayedSource is null || stay.StayedSource == record.Source));
    }

    public override string ToString() => $"{Matter.Code} at {At:O}: {Records(Standing)}; linked {string.Join(' ', Linked.Select(other => $"{other.Role} {Records(other.Standing)}"))}";

    private static string Records(Standing standing) =>
        $"{standing.Key.Kind} v{standing.Version} {JsonSerializer.Serialize(standing.Records, LedgerJson.Context.ImmutableArrayPublicCreditRecord)}";
}

internal static class AnyCase
{
    private static readonly Catalogue Catalogue = CatalogueLoader.Load();
    private static readonly DateTimeOffset Start = LegalTime.StartOf(new DateOnly(2025, 6, 10));
    private static readonly SubjectKey[] Persons = [.. Enumerable.Range(1, 3).Select(static n => SubjectKey.OfPerson(new Guid(n, 0, 0, new byte[8])))];

    /// <summary>Instants of two years over both edition changes, many of them at midnight and a tick before.</summary>
    public static Gen<DateTimeOffset> Instant { get; } = Gen.Frequency(
        (2, Gen.Int[0, 730].Select(static days => Start.AddDays(days))),
        (1, Gen.Int[0, 730].Select(static days => Start.AddDays(days).AddTicks(-1))),
        (3, Gen.Int[0, 730 * 24 * 60].Select(static minutes => Start.AddMinutes(minutes))),
        (1, Gen.OneOf(LegalTime.StartOf(new(2025, 6, 22)), LegalTime.StartOf(new(2026, 4, 1))).SelectMany(static change => Gen.Int[-2_000, 2_000].Select(minutes => change.AddMinutes(minutes)))));

    public static Gen<Case> All { get; } = Where(static _ => true);

    public static Gen<Case> Where(Func<Matter, bool> which) => Gen.Select(Instant, Gen.OneOf(SubjectKinds.Entity, SubjectKinds.Person))
        .SelectMany((at, kind) =>
        {
            var edition = Catalogue.At(at);
            var today = LegalTime.DateOf(at);
            Matter[] matters = [.. edition.Matters.Values.Where(matter => matter.SubjectKinds.HasFlag(kind) && which(matter)).OrderBy(static matter => matter.Code, StringComparer.Ordinal)];
            var key = kind == SubjectKinds.Person ? Persons[0] : SubjectKey.Of(FictionalCodes.Entity(1));
            return Gen.Select(
                Gen.OneOf(matters),
                Standing(key, today, 8),
                Gen.Frequency((2, Gen.Const(ImmutableArray<LinkedStanding>.Empty)), (1, Linked(today))),
                (matter, standing, linked) => new Case(standing, linked, matter, edition, at));
        });

    public static Gen<Standing> Standing(SubjectKey key, DateOnly today, int most) =>
        Gen.Int[0, most].SelectMany(count => Records(key.Kind, today, count)).Select(records => Of(key, records));

    public static Standing Of(SubjectKey key, IEnumerable<PublicCreditRecord> records) => Domain.Standings.Standing.Fold(key, records.Select(Pushed));

    public static RecordPushed Pushed(PublicCreditRecord record) => new() { At = DateTimeOffset.UnixEpoch, Actor = "any", Record = record };

    /// <summary>The ruling as JSON, without the instant up to which it holds: what a caller could tell apart.</summary>
    public static string Said(Ruling ruling) =>
        Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(ruling with { ChangesAt = null }, LedgerJson.Context.Ruling));

    private static Gen<PublicCreditRecord[]> Records(SubjectKinds kind, DateOnly today, int count) =>
        Enumerable.Range(0, count).Aggregate(
            Gen.Const(Array.Empty<PublicCreditRecord>()),
            (records, ordinal) => Gen.Select(records, AnyRecord.Of(kind, today, ordinal), static PublicCreditRecord[] (before, next) => [.. before, next]));

    private static Gen<ImmutableArray<LinkedStanding>> Linked(DateOnly today) => Gen.Select(
        Gen.Enum<LinkedRole>(),
        Standing(Persons[1], today, 4),
        Gen.Enum<LinkedRole>(),
        Standing(Persons[2], today, 2),
        static ImmutableArray<LinkedStanding> (role, one, otherRole, other) => [new(role, one), new(otherRole, other)]);
}
