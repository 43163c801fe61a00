using System.Text;
using System.Text.Json;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Tests.Decisions;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Standings;

public sealed class FoldLawTests
{
    private const int Samples = 5_000;
    private static readonly SubjectKey Company = SubjectKey.Of(FictionalCodes.Entity(1));

    /// <summary>Pushes of few records again and again, and confirmations, also of records that nobody pushed.</summary>
    private static readonly Gen<SubjectEvent[]> Events = AnyCase.Instant.SelectMany(static at => Gen.Frequency(
        (3, Gen.Int[0, 4].SelectMany(ordinal => AnyRecord.Of(SubjectKinds.Entity, LegalTime.DateOf(at), ordinal)).Select(SubjectEvent (record) => AnyCase.Pushed(record))),
        (1, Gen.Int[0, 9].Select(SubjectEvent (ordinal) => new RecordConfirmed
        {
            At = at,
            Actor = "any",
            Record = new RecordRef("D13", RecordKind.ListEntry, $"N{ordinal}", "L04"),
            Revision = new Revision(ordinal + 1, at, 1),
        })),
        (1, Gen.Const<SubjectEvent>(() => new TermEnded { At = at, Actor = "any" }))).Array[0, 20]);

    [Fact]
    public void Fold_TakesEveryEvent_AndCountsItAsAVersion() =>
        Events.Sample(static events => Standing.Fold(Company, events).Version == events.Length, iter: Samples);

    [Fact]
    public void Fold_GivesTheSame_InOneGoOrStepByStepOrFromTheLedgersText() =>
        Events.Sample(
            static events =>
            {
                var whole = Text(Standing.Fold(Company, events));
                var half = Standing.Fold(Company, events.Take(events.Length / 2));
                return whole == Text(events.Skip(events.Length / 2).Aggregate(half, static (standing, happened) => standing.Apply(happened)))
                    && whole == Text(Standing.Fold(Company, events.Select(ReadBack)));
            },
            iter: Samples);

    [Fact]
    public void Fold_KeepsOneRecordAName_InTheirOrder() =>
        Events.Sample(
            static events =>
            {
                var refs = Standing.Fold(Company, events).Records.Select(static record => record.Ref).ToList();
                return refs.SequenceEqual(events.OfType<RecordPushed>().Select(static pushed => pushed.Record.Ref).Distinct().Order());
            },
            iter: Samples);

    [Fact]
    public void Fold_ChangesNoRecord_WhenOnlyATermEnded() =>
        Events.Sample(
            static events =>
            {
                var before = Standing.Fold(Company, events);
                var after = before.Apply(new TermEnded { At = DateTimeOffset.UnixEpoch, Actor = "any" });
                return after.Version == before.Version + 1 && after.Records == before.Records && after.At == (before.At ?? DateTimeOffset.UnixEpoch);
            },
            iter: Samples);

    [Fact]
    public void Name_IsThatOfTheNewestRegistration_WhateverItsNumber()
    {
        RegistrationRecord[] registrations = [Registration("9", "示例旧名有限公司", 2015), Registration("10", "示例新名有限公司", 2026)];

        Assert.Equal("示例新名有限公司", AnyCase.Of(Company, registrations).Name);
    }

    [Fact]
    public void Name_IsNotThatOfACompany_WhenItsRegistrationNamesThePerson()
    {
        var person = SubjectKey.OfPerson(Guid.Empty);
        var mirrored = Registration("1", "示例企业有限公司", 2015) with { Mirror = new MirrorOf(Company.Value, LinkedRole.LegalRepresentative) };

        Assert.Null(AnyCase.Of(person, [mirrored]).Name);
    }

    private static RegistrationRecord Registration(string number, string name, int year) => new()
    {
        Source = "D13",
        Number = number,
        Revision = new Revision(1, DateTimeOffset.UnixEpoch, 1),
        DecidedOn = new DateOnly(year, 3, 2),
        Name = name,
    };

    private static SubjectEvent ReadBack(SubjectEvent happened) =>
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(happened, LedgerJson.Context.SubjectEvent), LedgerJson.Context.SubjectEvent)!;

    private static string Text(Standing standing) =>
        standing.Version + $"{standing.At:O}" + Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(standing.Records, LedgerJson.Context.ImmutableArrayPublicCreditRecord));
}
