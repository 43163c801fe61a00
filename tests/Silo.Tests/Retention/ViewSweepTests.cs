using CreditGate.Actors.Ledger;
using CreditGate.Actors.Retention;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CreditGate.Silo.Tests.Retention;

/// <summary>Lists of who looked at a person lose what is past its period: the grains and both storages as the product has them.</summary>
public sealed class ViewSweepTests(SharedPostgres postgres) : IDisposable
{
    private const string Purpose = "示例目的核查";

    private static readonly DateTimeOffset Now = Sample.Instant;

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Views_AreGone_WhenTheirPeriodIsOver_AndNotBefore(string storage)
    {
        var database = storage == "postgres" ? postgres.NewDatabase() : null;
        var person = SubjectKey.OfPerson(Guid.NewGuid());
        await using (var silo = await RunningSilo.Start(_directory.Root, postgres: database))
        {
            await Enter(silo, person);
            await Note(silo, person, 800, 301, 300, 299, 10);

            Assert.Equal(0, await Sweep(silo, RetentionPeriods.ForGood).Sweep(Cancellation));
            Assert.Equal(0, await Sweep(silo, "P801D").Sweep(Cancellation));
            Assert.Null(await Months(silo, person).RemovedBefore());
            Assert.Equal("800 301 300 299 10", await Ages(silo, person));
            Assert.Equal(2, await Sweep(silo, "P300D").Sweep(Cancellation));
            Assert.Equal(0, await Sweep(silo, "P300D").Sweep(Cancellation));
            Assert.Equal("300 299 10", await Ages(silo, person));
        }

        await using var again = await RunningSilo.Start(_directory.Root, postgres: database);
        Assert.Equal("300 299 10", await Ages(again, person));
        Assert.Equal(Now.AddDays(-300), await Months(again, person).RemovedBefore());
        Assert.Equal(3, await Sweep(again, "P1D").Sweep(Cancellation));
        Assert.Equal(0, Rows(database, "WHERE GrainTypeString LIKE '%person-views%' AND PayloadBinary IS NOT NULL"));
        await Note(again, person, 9);
        Assert.Equal("9", await Ages(again, person));
        Assert.Equal(1, await Sweep(again, "P2D").Sweep(Cancellation));     // a month that was emptied and is used again is found again
    }

    [Fact]
    public async Task Views_AreOverwritten_InTheFile()
    {
        var person = SubjectKey.OfPerson(Guid.NewGuid());
        await using (var silo = await RunningSilo.Start(_directory.Root))
        {
            await Enter(silo, person);
            await Note(silo, person, [.. Enumerable.Range(400, 200)]);
            Assert.Equal(200, await Sweep(silo, "P300D").Sweep(Cancellation));
        }

        Database.Scalar(Storage, "PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Equal(-1, File.ReadAllBytes(Storage).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Purpose)));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Views_AreKept_WhileAHoldCoversThePerson(string storage)
    {
        await using var silo = await RunningSilo.Start(_directory.Root, postgres: storage == "postgres" ? postgres.NewDatabase() : null);
        var (held, other) = (SubjectKey.OfPerson(Guid.NewGuid()), SubjectKey.OfPerson(Guid.NewGuid()));
        foreach (var person in (SubjectKey[])[held, other])
        {
            await Enter(silo, person);
            await Note(silo, person, 400, 10);
        }

        var hold = HoldOn(held);
        await silo.Services.GetRequiredService<HoldWork>().Place(hold);

        Assert.Equal(1, await Sweep(silo, "P300D").Sweep(Cancellation));
        Assert.Equal("400 10", await Ages(silo, held));
        Assert.Null(await Months(silo, held).RemovedBefore());
        Assert.Equal("10", await Ages(silo, other));
        await silo.Services.GetRequiredService<IRetentionLedger>().Release(RetentionAct.BySweep(RetentionActKind.HoldReleased, Now) with { Of = hold.Id });
        Assert.Equal(1, await Sweep(silo, "P300D").Sweep(Cancellation));
        Assert.Equal("10", await Ages(silo, held));
    }

    /// <summary>A removal that looked at the holds before this one was placed is waited for.</summary>
    [Fact]
    public async Task Hold_IsPlaced_WhenNothingThatItCoversIsRemovedAnyMore()
    {
        var person = SubjectKey.OfPerson(Guid.NewGuid());
        var slow = new SlowHolds();
        await using var silo = await RunningSilo.Start(_directory.Root, configure: builder => slow.StandBefore(builder.Services));
        await Enter(silo, person);
        await Note(silo, person, 400);

        var removing = Sweep(silo, "P300D").Sweep(Cancellation);
        await Within.Comes("the removal has looked at the holds", slow.Looked);
        var placing = silo.Services.GetRequiredService<HoldWork>().Place(HoldOn(person));
        await Eventually.Holds("the hold is in the ledger", async () => (await slow.Ledger.Holds(Cancellation)).Count == 1);
        await Months(silo, person).RemovedBefore();
        Assert.False(placing.IsCompleted);
        slow.GoOn();
        await Within.Comes("the hold is placed", placing);

        Assert.Empty(await Ages(silo, person));
        Assert.Equal(1, await removing);
    }

    [Fact]
    public async Task Sweep_LooksAtAPartAtATime_AndGoesOnWhereItStood()
    {
        await using var silo = await RunningSilo.Start(_directory.Root);
        for (var index = 0; index < 25; index++)
        {
            var person = SubjectKey.OfPerson(Guid.NewGuid());
            await Enter(silo, person);
            await Note(silo, person, 400);
        }

        Assert.Equal(20, await Sweep(silo, "P300D", atOnce: 1).Sweep(Cancellation));
        Assert.Equal(5, await Sweep(silo, "P300D", atOnce: 1).Sweep(Cancellation));
    }

    /// <param name="done">It dies when the step is done, or before.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Views_AreGone_AtWhateverStepTheSweepDied(bool done)
    {
        await using var silo = await RunningSilo.Start(_directory.Root);
        var persons = Enumerable.Range(0, 5).Select(static _ => SubjectKey.OfPerson(Guid.NewGuid())).ToArray();
        foreach (var person in persons)
        {
            await Enter(silo, person);
        }

        for (var step = 1; step <= 6; step++)
        {
            foreach (var person in persons)
            {
                await Note(silo, person, 400 + step);
            }

            var stops = new Stops();
            stops.At(step, done);
            await Assert.ThrowsAsync<DiedException>(() => Sweep(silo, "P300D", 2, stops).Sweep(Cancellation));
            Assert.Equal(step, stops.Steps.Count);
            await Sweep(silo, "P300D").Sweep(Cancellation);
            await Sweep(silo, "P300D").Sweep(Cancellation);

            Assert.All(await Task.WhenAll(persons.Select(person => Ages(silo, person))), Assert.Empty);
        }
    }

    /// <summary>One list that cannot be written keeps no other from being looked at; and it never calls itself complete where something may be gone.</summary>
    [Fact]
    public async Task Sweep_GoesOnWithTheOthers_WhenOneListCannotBeWritten()
    {
        await using var silo = await RunningSilo.Start(_directory.Root);
        var (first, second, third) = (SubjectKey.OfPerson(new Guid(1, 0, 0, new byte[8])), SubjectKey.OfPerson(new Guid(2, 0, 0, new byte[8])), SubjectKey.OfPerson(new Guid(3, 0, 0, new byte[8])));
        foreach (var person in (SubjectKey[])[first, second, third])
        {
            await Enter(silo, person);
            await Note(silo, person, 400, 10);
        }

        var key = PersonView.KeyOf(second.Value, LegalTime.DateOf(Now.AddDays(-400)));
        Database.Scalar(Storage, $"UPDATE OrleansStorage SET Version = Version + 1 WHERE GrainIdExtensionString = '{key}' RETURNING 1");      // as another activation would have written it

        var failed = await Assert.ThrowsAsync<AggregateException>(() => Sweep(silo, "P300D").Sweep(Cancellation));

        Assert.Single(failed.InnerExceptions);
        Assert.Equal("10", await Ages(silo, first));
        Assert.Equal("10", await Ages(silo, third));
        Assert.Equal(Now.AddDays(-300), await Months(silo, second).RemovedBefore());
        Assert.Equal(1, await Sweep(silo, "P300D").Sweep(Cancellation));      // read anew
        Assert.Equal("10", await Ages(silo, second));
    }

    private string Storage => Path.Combine(_directory.Root, "storage.db");

    private static ViewSweep Sweep(RunningSilo silo, string period, int atOnce = 500, Stops? stops = null) => new(
        new StoppingLedger(silo.Services.GetRequiredService<IRetentionLedger>(), stops ?? new Stops()), silo.Grains,
        new RetentionPeriods(RetentionPeriods.Default.Of.SetItem(RetainedKind.Views, period == RetentionPeriods.ForGood ? null : RetentionPeriod.Parse(period))),
        new PlatformClock(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now)))
    {
        AtOnce = atOnce,
    };

    private static Task<IndexedPerson> Enter(RunningSilo silo, SubjectKey person)
    {
        var id = Guid.ParseExact(person.Value[2..], "N");
        return silo.Services.GetRequiredService<IPersonIndex>().FindOrAdd(1, id.ToByteArray(), new IndexedPerson(id, [4], "示*"));
    }

    private static async Task Note(RunningSilo silo, SubjectKey person, params int[] daysAgo)
    {
        foreach (var at in daysAgo.AsEnumerable().Select(static days => Now.AddDays(-days)))
        {
            await Book(silo, person, at).Note(new PersonView(at, "D22", "示例凭据", "subject", Purpose, "示例办件1号"));
        }
    }

    /// <summary>Of what is left, in days.</summary>
    private static async Task<string> Ages(RunningSilo silo, SubjectKey person)
    {
        var months = await Task.WhenAll(Enumerable.Range(-1, 36).Select(back => Book(silo, person, LegalTime.StartOf(LegalTime.DateOf(Now).AddMonths(-back))).List().AsTask()));
        return string.Join(' ', months.Reverse().SelectMany(static month => month).Select(static view => (int)(Now - view.At).TotalDays));
    }

    private static IPersonViewsGrain Book(RunningSilo silo, SubjectKey person, DateTimeOffset at) => silo.Grains.GetGrain<IPersonViewsGrain>(PersonView.KeyOf(person.Value, LegalTime.DateOf(at)));

    private static IViewedMonthsGrain Months(RunningSilo silo, SubjectKey person) => silo.Grains.GetGrain<IViewedMonthsGrain>(person.Value);

    private static RetentionAct HoldOn(SubjectKey person) =>
        RetentionAct.BySweep(RetentionActKind.HoldPlaced, Now) with { Scope = new HoldScope { Subject = person.Value }, Reason = "示例诉讼" };

    private long Rows(string? database, string condition)
    {
        var sql = $"SELECT COUNT(*) FROM OrleansStorage {condition}";
        if (database is null)
        {
            return Database.Scalar(Storage, sql);
        }

        using var connection = new NpgsqlConnection(database + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }
}
