using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Benchmarks;

/// <summary>Invented subjects with histories of a given length.</summary>
internal static class Invented
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    public static readonly Edition Edition = CatalogueLoader.Load().At(Now);

    private static int _serial = 400_000_000;

    /// <summary>Another one at each call.</summary>
    public static SubjectKey Subject() => SubjectKey.Of(FictionalCodes.Entity(Interlocked.Increment(ref _serial)));

    /// <summary>A registration, a penalty, a listing, and then further penalties, each with three revisions.</summary>
    public static ImmutableArray<SubjectEvent> Events(int count) => [.. Enumerable.Range(0, count).Select(static SubjectEvent (number) => new RecordPushed
    {
        At = Now.AddDays(-1).AddSeconds(number),
        Actor = "示例凭据",
        Record = Record(number),
    })];

    public static SubjectAppend Append(SubjectKey subject, int events)
    {
        var all = Events(events);
        return new SubjectAppend(subject, 0, all, [.. Standing.Fold(subject, all).Records], []);
    }

    private static PublicCreditRecord Record(int number) => number switch
    {
        0 => new RegistrationRecord { Source = "D13", Number = "示例登记1号", Revision = Revision(number), DecidedOn = new DateOnly(2015, 3, 2), Name = "示例压测企业有限公司", EstablishedOn = new DateOnly(2015, 3, 2) },
        2 => new ListEntryRecord { Source = "D22", Number = "示例列1号", Revision = Revision(number), DecidedOn = new DateOnly(2026, 5, 6), ListedOn = new DateOnly(2026, 5, 6), List = "L04" },
        _ => new PenaltyRecord
        {
            Source = "D13",
            Number = $"示例罚{number / 3}号",
            Revision = Revision(number),
            DecidedOn = new DateOnly(2026, 6, 1),
            Reason = "示例事由",
            Categories = [PenaltyCategory.Fine],
            Fine10kCny = 1.5m,
        },
    };

    private static Revision Revision(int number) => new(number + 1, Now, 1);
}
