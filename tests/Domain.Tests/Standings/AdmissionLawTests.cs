using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Standings;

public sealed class AdmissionLawTests
{
    private const int Samples = 10_000;
    private static readonly SubjectKey Company = SubjectKey.Of(FictionalCodes.Entity(1));
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly Edition Edition = CatalogueLoader.Load().At(Now);

    /// <summary>Revisions of one penalty, with and without numbers, no two of one place in the order; few contents, so that some repeat.</summary>
    private static readonly Gen<PenaltyRecord[]> Revisions = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 5], Gen.Int[1, 3], Gen.Int[1, 3], static (number, hour, line, fine) => new PenaltyRecord
    {
        Source = "D13",
        Number = "示例罚1号",
        Revision = new Revision(number == 0 ? null : number, Now.AddHours(hour), line),
        DecidedOn = new DateOnly(2026, 6, 1),
        Fine10kCny = fine,
    }).Array[1, 8].Select(static records => records.DistinctBy(static record => record.Revision, new SamePlace()).ToArray());

    [Fact]
    public void Judge_EndsWithTheNewestRevision_WhateverTheOrderOfArrival() =>
        Gen.Select(Revisions, Gen.Int).Sample(
            static (revisions, seed) =>
            {
                var newest = revisions.MaxBy(static record => record.Revision)!;
                new Random(seed).Shuffle(revisions);
                var standing = revisions.Aggregate(Standing.Unknown(Company), Take);
                return standing.Find(newest.Ref) is PenaltyRecord { Fine10kCny: var fine, Revision: var revision }
                    && fine == newest.Fine10kCny && revision.CompareTo(newest.Revision) == 0;
            },
            iter: Samples);

    [Fact]
    public void Judge_ChangesNothing_WhenTheSameRowComesAgain() =>
        Revisions.Sample(
            static revisions =>
            {
                var standing = revisions.Aggregate(Standing.Unknown(Company), Take);
                return revisions.All(record => Admission.Judge(standing, record, true, Edition, Now, "any") is { Outcome: RowOutcome.Unchanged, Happened: null });
            },
            iter: Samples);

    private static Standing Take(Standing standing, PenaltyRecord record) =>
        Admission.Judge(standing, record, true, Edition, Now, "any").Happened is { } happened ? standing.Apply(happened) : standing;

    /// <summary>A number alone is a place; the instant and line behind it are not looked at.</summary>
    private sealed class SamePlace : IEqualityComparer<Revision>
    {
        public bool Equals(Revision? x, Revision? y) => x is not null && x.CompareTo(y) == 0;

        public int GetHashCode(Revision obj) => obj.Number?.GetHashCode() ?? 0;
    }
}
