using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes to the change feed.</summary>
public abstract class ChangeLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private IChangeLedger Changes => ledger.Changes;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Changes_AreThoseOfCommittedAppends_WithoutGap()
    {
        var subject = Sample.Subject();
        await ledger.Subjects.Append(SampleChange.With(Sample.Append(subject, 0, "1")));
        await ledger.Subjects.Append(SampleChange.With(Sample.Append(subject, 0, "conflict")));
        await ledger.Subjects.Append(SampleChange.With(Sample.Append(subject, 1, "2")));

        Assert.Equal([1, 2], (await Changes.Changes(0, 10, Cancellation)).Select(entry => entry.Position));
        Assert.Equal(SampleChange.Of(subject.Value), Assert.Single(await Changes.Changes(1, 10, Cancellation)).Change);
        Assert.Single(await Changes.Changes(0, 1, Cancellation));
        Assert.Equal((1, 2), await Changes.Range(Cancellation));
    }

    [Fact]
    public async Task Range_IsZero_WhenNothingWasEverEntered()
    {
        Assert.Equal((0, 0), await Changes.Range(Cancellation));
        Assert.Equal(0, await Changes.Forget(Sample.Instant.AddYears(1)));
    }

    [Fact]
    public async Task Upgrade_HasEverySubjectWithAPushedPromiseLookedAt()
    {
        var (promising, other) = (Sample.Subject(), Sample.Subject());
        var promise = new CommitmentRecord { Source = Sample.Source, Number = "示诺1号", Revision = new Revision(1, Sample.Instant, 1), DecidedOn = new DateOnly(2026, 2, 27) };
        await ledger.Subjects.Append(new SubjectAppend(promising, 0, [Sample.Pushed(promise)], [promise], []));
        await ledger.Subjects.Append(Sample.Append(other, 0, "1"));
        await using (var connection = ledger.Connect())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"DELETE FROM {(ledger is LedgerFile ? "SchemaVersions" : "schema_version")} WHERE ScriptName LIKE '%0062_pushed_promises%'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
        }

        ledger.Restart();

        Assert.Equal(promising, Assert.Single(await Changes.Due(Sample.Instant, 10, Cancellation)).Subject);
    }

    [Fact]
    public async Task Changes_AreSeenOnceEachInOrder_WhenAReaderFollowsManyWriters()
    {
        const int writers = 8, appends = 40;
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(
            async () =>
            {
                var subject = Sample.Subject();
                for (var version = 0; version < appends; version++)
                {
                    await ledger.Subjects.Append(SampleChange.With(Sample.Append(subject, version, $"{version}")));
                }
            },
            Cancellation)));

        var seen = new List<long>();
        while (seen.Count < writers * appends)
        {
            var pulse = ledger.Signal.Next;
            var entries = await Changes.Changes(seen is [.., var last] ? last : 0, 7, Cancellation);
            seen.AddRange(entries.Select(entry => entry.Position));
            if (entries is [])
            {
                await pulse.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
            }
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, writers * appends).Select(position => (long)position), seen);
    }

    [Fact]
    public async Task Forget_TakesOldEntriesFromTheBeginning_ButNeverTheNewestNorOneAfterAYounger()
    {
        foreach (var days in (int[])[0, 5, 1, 9])
        {
            await ledger.Subjects.Append(Sample.Append(Sample.Subject(), 0, "1") with { Changes = [SampleChange.Of(null, Sample.Instant.AddDays(days))] });
        }

        Assert.Equal(1, await Changes.Forget(Sample.Instant.AddDays(3)));
        Assert.Equal((2, 4), await Changes.Range(Cancellation));
        Assert.Equal(2, await Changes.Forget(Sample.Instant.AddDays(100)));
        Assert.Equal((4, 4), await Changes.Range(Cancellation));
        await ledger.Subjects.Append(SampleChange.With(Sample.Append(Sample.Subject(), 0, "1")));
        Assert.Equal((4, 5), await Changes.Range(Cancellation));
    }

    [Fact]
    public async Task Due_IsWhoseInstantHasCome_LongestFirst_UntilRescheduled()
    {
        var (late, early, later) = (await Appended(2), await Appended(1), await Appended(3));

        var due = await Changes.Due(Sample.Instant.AddDays(2), 10, Cancellation);
        await Changes.Reschedule([due[0] with { DueAt = null }, due[1] with { Version = 7, DueAt = null }]);

        Assert.Equal([early, late], due.Select(subject => subject.Subject));
        Assert.Equal((1, Sample.Instant.AddDays(1)), (due[0].Version, due[0].DueAt));
        Assert.Equal([late], (await Changes.Due(Sample.Instant.AddDays(2), 10, Cancellation)).Select(subject => subject.Subject));
        Assert.Equal([late, later], (await Changes.Due(Sample.Instant.AddDays(9), 10, Cancellation)).Select(subject => subject.Subject));
    }

    [Fact]
    public async Task Append_SetsTheDueInstantAnew_WhenTheSubjectMovesOn()
    {
        var subject = await Appended(1);

        await ledger.Subjects.Append(Sample.Append(subject, 1, "2"));

        Assert.Empty(await Changes.Due(Sample.Instant.AddDays(9), 10, Cancellation));
    }

    [Fact]
    public async Task CallUp_LetsSubjectsBeDueAtTheLatest_PageByPage()
    {
        await Appended(1);
        await Appended(9);
        await Appended(null);

        var pages = 0;
        for (var after = ""; await Changes.CallUp(Sample.Instant.AddDays(2), after, 2) is { } last; after = last)
        {
            pages++;
        }

        Assert.Equal(2, pages);
        Assert.Equal([1, 2, 2], (await Changes.Due(Sample.Instant.AddDays(2), 10, Cancellation)).Select(due => (due.DueAt - Sample.Instant)?.Days ?? 0));
    }

    [Fact]
    public async Task Announce_EntersAnEditionOnce_WhenNodesRace()
    {
        var edition = SampleChange.Of(null, kind: ChangeKind.EditionStarted);
        await Changes.TakeAsKnown(["示例-2025"]);

        var news = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Changes.Announce(edition), Cancellation)));

        Assert.Single(news, true);
        Assert.False(await Changes.Announce(edition with { Edition = "示例-2025" }));
        Assert.Equal(edition, Assert.Single(await Changes.Changes(0, 10, Cancellation)).Change);
        Assert.Equal(["示例-2025", "示例-2026"], (await Changes.Announced(Cancellation)).Order(StringComparer.Ordinal));
    }

    /// <summary>A subject of one event that is due so many days after the sample's instant.</summary>
    private async Task<SubjectKey> Appended(int? days)
    {
        var subject = Sample.Subject();
        await ledger.Subjects.Append(Sample.Append(subject, 0, "1") with { DueAt = days is { } count ? Sample.Instant.AddDays(count) : null });
        return subject;
    }
}
