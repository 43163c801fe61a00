using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Retention;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Retention;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Tests.Evidence;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Receipts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Retention;

/// <summary>Persons erased by order and by period, over a process that dies at every step, and receipts that come late.</summary>
public abstract class ErasureContract : IDisposable
{
    private const int Records = 5;

    private readonly ILedgerUnderTest _ledger;
    private readonly SealedLedger _sealed;
    private readonly FakeTimeProvider _clock = new(Sample.Instant);
    private int _entities;

    protected ErasureContract(ILedgerUnderTest ledger)
    {
        _ledger = ledger;
        _sealed = new SealedLedger(ledger);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static RetentionPeriods FiveYears { get; } = RetentionPeriods.Read(new Dictionary<string, string?> { [RetainedKind.Persons] = "P5Y", [RetainedKind.Entities] = "P5Y" }, out _);

    public void Dispose()
    {
        _sealed.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <param name="done">It dies when the step is done, or before.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erasure_IsWhole_AtWhateverStepTheProcessDied(bool done)
    {
        var persons = new List<SubjectKey>();
        Stops stops;
        do
        {
            var person = await Known();
            await _sealed.Ship(Enumerable.Range(0, Records).Select(_ => Receipt(person)));
            persons.Add(person);
            stops = new Stops();
            var order = await Order(person);
            stops.At(persons.Count, done);
            var died = await Dies(() => Work(stops).CarryOut(order, Cancellation));
            _ledger.Restart();
            await CarryOutOpen();
            if (!died)
            {
                break;
            }
        }
        while (true);

        Assert.Equal(
            ["ErasedAt", "Holds", "Judge", "Erase", "RemoveHistory", "RemoveHistory", "RemoveHistory", "RemoveReceipts", "RemoveReceipts", "RemoveReceipts"], stops.Steps);
        Assert.Equal(stops.Steps.Count + 1, persons.Count);
        await AreErasedOnce(persons);
        await Finishes();
    }

    [Fact]
    public async Task Finishing_IsGoneOnWith_AtWhateverStepTheProcessDied()
    {
        var person = await Known();
        await _sealed.Ship([Receipt(person)]);
        await Order(person);
        await CarryOutOpen();
        _clock.Advance(ErasureWork.Late + TimeSpan.FromHours(1));
        foreach (var step in Enumerable.Range(1, 5))
        {
            var stops = new Stops();
            stops.At(step, done: false);
            Assert.True(await Dies(async () => await Work(stops).CarryOut((await Open()).Single(), Cancellation)));
        }

        await CarryOutOpen();

        Assert.Empty(await Open());
        await AreErasedOnce([person]);
    }

    [Fact]
    public async Task Persons_AreErased_WhenNothingWasHeardOfThemForTheirPeriod_AndOnlyThose()
    {
        SubjectKey[] quiet = [await Known(), await Known(), await Known()];
        var (held, inForce) = (await Known(), Sample.Subject());
        await Tell(inForce, [Listing]);
        await _ledger.Retention.Place(RetentionAct.BySweep(RetentionActKind.HoldPlaced, Sample.Instant) with { Scope = new HoldScope { Subject = held.Value }, Reason = "示例诉讼" });
        _clock.Advance(TimeSpan.FromDays(900));
        var lively = await Known();

        Assert.Equal(0, await Sweep(new Stops()).Sweep(Cancellation));      // not yet
        _clock.Advance(TimeSpan.FromDays(931));
        var never = new PersonSweep(_ledger.Retention, Work(new Stops()), RetentionPeriods.Default, new PlatformClock(_clock));
        Assert.Equal(0, await never.Sweep(Cancellation));
        Assert.Equal(3, await Sweep(new Stops()).Sweep(Cancellation));
        Assert.Equal(0, await Sweep(new Stops()).Sweep(Cancellation));      // ordered already
        await CarryOutOpen();
        Assert.Equal(0, await Sweep(new Stops()).Sweep(Cancellation));      // erased

        Assert.Equal(quiet.Select(static key => key.Value).Order(StringComparer.Ordinal), (await _ledger.Retention.Erasures(Cancellation)).Select(static one => one.Subject).Order(StringComparer.Ordinal));
        Assert.All(await _ledger.Retention.Erasures(Cancellation), static one => Assert.Equal((ErasureGround.TermOver, RetentionAct.Sweep), (one.Act.Legal, one.Act.Credential)));
        Assert.Equal((2 * Records) + 1, _ledger.Scalar("SELECT COUNT(*) FROM event WHERE length(salt) > 0 AND kind <> 'SubjectErased'"));     // of who is held, lively, and on a list
        Assert.All([held, inForce, lively], person => Assert.Equal(0, _ledger.Scalar($"SELECT COUNT(*) FROM erasure WHERE subject = '{person}'")));
        await AreErasedOnce(quiet);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Persons_AreOrderedOnce_AtWhateverStepTheSweepDied(bool done)
    {
        SubjectKey[] persons = [await Known(), await Known(), await Known(), await Known(), await Known()];
        _clock.Advance(TimeSpan.FromDays(2_000));
        var step = 0;
        Stops stops;
        do
        {
            stops = new Stops();
            stops.At(++step, done);
        }
        while (await Dies(async () => await Sweep(stops).Sweep(Cancellation)));

        await Sweep(new Stops()).Sweep(Cancellation);
        await CarryOutOpen();

        Assert.Equal(persons.Length, (await _ledger.Retention.Erasures(Cancellation)).Count);
        await AreErasedOnce(persons);
    }

    /// <summary>A node was down for long; what it wrote before is shipped when the erasure is over.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AReceiptThatIsShippedLate_LosesItsContentToo(bool asBlocks)
    {
        var person = await Known();
        await _sealed.Ship([Receipt(person)]);
        await Order(person);
        await CarryOutOpen();
        await Finishes();
        var before = (await _ledger.Retention.Erasures(Cancellation)).Single();

        StoredReceipt[] late = [Receipt(person), Receipt(person), Receipt(person) with { SubjectVersion = Records + 1 }, Receipt(await Known())];
        await (asBlocks ? _sealed.ShipBlocks(late) : _sealed.Ship(late));
        var opened = (await Open()).Single();
        await _ledger.Retention.Finish(before, _clock.GetUtcNow());      // by somebody who read it before they came
        await CarryOutOpen();

        Assert.Equal(2, opened.Late);
        Assert.Empty(await Open());
        Assert.Equal(0, _ledger.Scalar($"SELECT COUNT(*) FROM receipt WHERE subject = '{person}' AND subject_version = {Records} AND length(salt) > 0"));
        Assert.Equal(2, _ledger.Scalar("SELECT COUNT(*) FROM receipt WHERE length(salt) > 0"));      // of a later version, and of another person
        await _sealed.Seal();
        Assert.Empty(_sealed.AuditAfter().Findings.Named);
    }

    [Fact]
    public async Task AReceiptThatIsShippedAgain_StaysWithoutItsContent()
    {
        var person = await Known();
        var shipped = await _sealed.Ship([Receipt(person), Receipt(person)]);
        await Order(person);
        await CarryOutOpen();

        await _ledger.Receipts.AddReceipts(shipped);

        Assert.Equal(0, _ledger.Scalar("SELECT COUNT(*) FROM receipt WHERE length(salt) > 0"));
        Assert.Equal(0, (await Open()).Single().Late);
    }

    /// <summary>An erasure waits while something stands against it; what is answered meanwhile rests on what is to be erased.</summary>
    [Fact]
    public async Task WhatWasAnsweredWhileAnErasureWaited_LosesItsContentToo()
    {
        var person = await Known();
        await Order(person);
        var hold = RetentionAct.BySweep(RetentionActKind.HoldPlaced, Sample.Instant) with { Scope = new HoldScope { Subject = person.Value }, Reason = "示例诉讼" };
        await _ledger.Retention.Place(hold);
        Assert.Equal(Erasing.Held, await Work(new Stops()).CarryOut((await Open()).Single(), Cancellation));
        _clock.Advance(TimeSpan.FromDays(30));
        await _sealed.Ship([Receipt(person)]);
        await _ledger.Retention.Release(RetentionAct.BySweep(RetentionActKind.HoldReleased, _clock.GetUtcNow()) with { Of = hold.Id });

        await CarryOutOpen();

        await AreErasedOnce([person]);
    }

    /// <summary>Of ended entities only: quiet, without receipts with content, not held. That they were deregistered stays.</summary>
    [Fact]
    public async Task Entities_LoseTheirHistory_WhenTheyEndedAndAreQuiet_AndOnlyThose()
    {
        SubjectKey[] ended = [await Entity(RegistrationStatus.Deregistered), await Entity(RegistrationStatus.Deregistered), await Entity(RegistrationStatus.Deregistered)];
        SubjectKey[] others = [await Entity(RegistrationStatus.Active), await Entity(RegistrationStatus.Revoked)];
        var (held, answered) = (await Entity(RegistrationStatus.Deregistered), await Entity(RegistrationStatus.Deregistered));
        await _sealed.Ship([Receipt(answered)]);
        var hold = RetentionAct.BySweep(RetentionActKind.HoldPlaced, Sample.Instant) with { Scope = new HoldScope { Subject = held.Value }, Reason = "示例诉讼" };
        await _ledger.Retention.Place(hold);
        Assert.Equal(0, await Entities(FiveYears).Sweep(Cancellation));      // not yet
        _clock.Advance(TimeSpan.FromDays(1_831));

        Assert.Equal(0, await Entities(RetentionPeriods.Default).Sweep(Cancellation));
        Assert.Equal(3, await Entities(FiveYears).Sweep(Cancellation));
        await CarryOutOpen();
        Assert.Equal(0, _ledger.Scalar("SELECT COUNT(*) FROM event WHERE length(salt) = 0"));      // receipts of the day may still be shipped
        Assert.Equal(0, await Entities(FiveYears).Sweep(Cancellation));
        await Finishes();
        await CarryOutOpen();

        await AreErasedOnce(ended);
        foreach (var entity in ended)
        {
            var standing = Standing.Fold(entity, (await _ledger.Subjects.Read(entity, 0, Cancellation)).Select(static stored => stored.Event));
            Assert.Equal(RegistrationStatus.Deregistered, Assert.IsType<RegistrationRecord>(Assert.Single(standing.Records)).Status);
            Assert.False(standing.IsUnknown);
            Assert.Equal(StatusCode.Deregistered, Decider.Statuses(standing, CatalogueLoader.Load().At(_clock.GetUtcNow()), _clock.GetUtcNow())[^1].Code);
        }

        Assert.Equal(ended.Length + ((2 + 2) * Records), _ledger.Scalar("SELECT COUNT(*) FROM record"));
        Assert.Equal(
            ended.Select(static key => key.Value).Order(StringComparer.Ordinal),
            (await _ledger.Retention.Erasures(Cancellation)).Select(static one => one.Subject).Order(StringComparer.Ordinal));
        await _ledger.Retention.Release(RetentionAct.BySweep(RetentionActKind.HoldReleased, _clock.GetUtcNow()) with { Of = hold.Id });
        Assert.Equal(1, await Entities(FiveYears).Sweep(Cancellation));
        await Finishes();
        await AreErasedOnce([.. ended, held]);
        Assert.All(others.Append(answered), entity => Assert.Equal(0, _ledger.Scalar($"SELECT COUNT(*) FROM erasure WHERE subject = '{entity}'")));
    }

    /// <summary>It was made just before and comes behind the order: what it rests on stays as long as it.</summary>
    [Fact]
    public async Task AnEntitysHistory_Waits_ForAReceiptThatCameBehindTheOrder()
    {
        var entity = await Entity(RegistrationStatus.Deregistered);
        _clock.Advance(TimeSpan.FromDays(1_831));
        await Entities(FiveYears).Sweep(Cancellation);
        await CarryOutOpen();
        await _sealed.Ship([Receipt(entity), Receipt(entity) with { SubjectVersion = Records + 1 }]);
        _clock.Advance(ErasureWork.Late + TimeSpan.FromHours(1));

        Assert.Equal(Erasing.ReceiptsKept, await Work(new Stops()).CarryOut((await Open()).Single(), Cancellation));
        Assert.Equal(0, _ledger.Scalar("SELECT COUNT(*) FROM event WHERE length(salt) = 0"));
    }

    private EntitySweep Entities(RetentionPeriods periods) =>
        new(_ledger.Retention, Work(new Stops()), periods, new PlatformClock(_clock)) { AtOnce = 2 };

    /// <summary>An entity of which its registration was told, and penalties that count no more.</summary>
    private async Task<SubjectKey> Entity(RegistrationStatus status)
    {
        var entity = SubjectKey.Of(FictionalCodes.Entity(_entities++));
        var registration = new RegistrationRecord
        {
            Source = "D13",
            Number = "示登1号",
            Revision = new Revision(1, Sample.Instant, 1),
            DecidedOn = new DateOnly(2015, 1, 5),
            Name = "示例有限公司",
            Status = status,
            EstablishedOn = new DateOnly(2010, 1, 5),
        };
        await Tell(entity, [registration, .. Enumerable.Range(1, Records - 1).Select(Penalty)]);
        return entity;
    }

    private async Task AreErasedOnce(IReadOnlyCollection<SubjectKey> persons)
    {
        foreach (var person in persons)
        {
            var history = await _ledger.Subjects.Read(person, 0, Cancellation);
            Assert.Equal([.. Enumerable.Repeat("ContentRemoved", Records), "SubjectErased"], history.Select(static stored => stored.Event.GetType().Name));
            Assert.Equal(0, _ledger.Scalar($"SELECT COUNT(*) FROM receipt WHERE subject = '{person}' AND length(salt) > 0"));
        }

        var rows = _ledger.Scalar("SELECT COUNT(*) FROM receipt WHERE length(salt) = 0") + (Records * persons.Count);
        Assert.Equal(rows, _ledger.Scalar("SELECT SUM(last - first + 1) FROM removed_run"));
        await _sealed.Seal();
        var report = _sealed.AuditAfter();
        Assert.Empty(report.Findings.Named);
        Assert.Equal(rows, report.Removed);
    }

    private async Task Finishes()
    {
        await CarryOutOpen();
        _clock.Advance(ErasureWork.Late + TimeSpan.FromHours(1));
        await CarryOutOpen();
        Assert.Empty(await Open());
    }

    /// <summary>As the node that runs next goes on.</summary>
    private async Task CarryOutOpen()
    {
        foreach (var open in await Open())
        {
            await Work(new Stops()).CarryOut(open, Cancellation);
        }
    }

    private async Task<IReadOnlyList<OrderedErasure>> Open() => [.. (await _ledger.Retention.Erasures(Cancellation)).Where(static erasure => erasure.FinishedAt is null)];

    private async Task<OrderedErasure> Order(SubjectKey person)
    {
        await _ledger.Retention.Order(RetentionAct.BySweep(RetentionActKind.Erased, _clock.GetUtcNow()) with
        {
            Credential = "示例凭据",
            Subject = person.Value,
            Legal = ErasureGround.ConsentWithdrawn,
            Reason = "示例",
            Authority = "示例决定1号",
        });
        return (await Open()).Single(one => one.Subject == person.Value);
    }

    private ErasureWork Work(Stops stops) =>
        new(new StoppingLedger(_ledger.Retention, stops), new ErasableSubjects(_ledger, stops, _clock).Grains(), new PlatformClock(_clock)) { AtOnce = 2 };

    private PersonSweep Sweep(Stops stops) => new(new StoppingLedger(_ledger.Retention, stops), Work(stops), FiveYears, new PlatformClock(_clock)) { AtOnce = 2 };

    private static async Task<bool> Dies(Func<Task> work)
    {
        try
        {
            await work();
            return false;
        }
        catch (DiedException)
        {
            return true;
        }
    }

    /// <summary>A person of whom five penalties were told that count no more.</summary>
    private async Task<SubjectKey> Known()
    {
        var person = Sample.Subject();
        await Tell(person, [.. Enumerable.Range(0, Records).Select(Penalty)]);
        return person;
    }

    private async Task Tell(SubjectKey person, ImmutableArray<PublicCreditRecord> records) => Assert.True((await _ledger.Subjects.Append(new SubjectAppend(
        person, 0, [.. records.Select(record => Sample.Pushed(record) with { At = _clock.GetUtcNow() })], records, []))).Committed);

    private static ListEntryRecord Listing { get; } = new()
    {
        Source = "D22",
        Number = "示列1号",
        Revision = new Revision(1, Sample.Instant, 1),
        DecidedOn = new DateOnly(2026, 2, 20),
        List = "L04",
        ListedOn = new DateOnly(2026, 2, 20),
        Until = new DateOnly(2034, 2, 20),
    };

    private static PenaltyRecord Penalty(int number) => Sample.Penalty($"示罚{number}号") with { DecidedOn = new DateOnly(2015, 3, 1), Until = new DateOnly(2016, 3, 1) };

    private StoredReceipt Receipt(SubjectKey person) => SampleReceipt.Of("示例请求", _clock.GetUtcNow()) with { Subject = person.Value, SubjectVersion = Records };
}
