using CreditGate.Actors.Ledger;
using CreditGate.Domain.Records;
using CreditGate.Silo.Ledger;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class SqliteLedgerFaultTests : IDisposable
{
    private readonly LedgerFile _file;
    private Action<Action> _commit = static act => act();

    public SqliteLedgerFaultTests() => _file = new LedgerFile(act => _commit(act));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Append_LeavesTheOutcomeOpenForAll_WhenTheirCommitThrows(bool afterCommitting, long head)
    {
        var (first, second) = (Sample.Subject(), Sample.Subject());
        var appends = await _file.Together(() =>
        {
            Task<AppendOutcome>[] queued = [_file.Subjects.Append(Sample.Append(first, 0, "1")), _file.Subjects.Append(Sample.Append(second, 0, "1"))];
            FailSecondCommit(afterCommitting);
            return queued;
        });

        foreach (var append in appends)
        {
            await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => append);
        }

        Assert.Equal((head, head), (await _file.Subjects.Head(first, Cancellation), await _file.Subjects.Head(second, Cancellation)));
        Assert.Equal(new AppendOutcome(true, head + 1), await _file.Subjects.Append(Sample.Append(first, head, "next")));
        Assert.Null(Chains.FirstBroken(_file.Path, "event", "position"));
    }

    [Fact]
    public async Task Append_WritesNothingAndSaysSo_WhenTheDiskIsFull()
    {
        var (subject, neighbour) = (Sample.Subject(), Sample.Subject());
        await _file.Subjects.Append(Sample.Append(subject, 0, "1"));
        await _file.Ledger.Write(1, session => LimitPages(session, 1));

        var appends = await _file.Together<Task[]>(() => [_file.Subjects.Append(Sample.Append(neighbour, 0, "1")), _file.Subjects.Append(Large(subject, 1))]);

        foreach (var append in appends)
        {
            await Assert.ThrowsAsync<LedgerUnavailableException>(() => append);
        }

        Assert.Equal((1, 0), (await _file.Subjects.Head(subject, Cancellation), await _file.Subjects.Head(neighbour, Cancellation)));
        Assert.Single(await _file.Subjects.Read(subject, 0, Cancellation));
        Assert.Equal(1, Database.Scalar(_file.Path, "SELECT COUNT(*) FROM record"));
    }

    [Fact]
    public async Task Append_WorksAgain_WhenTheDiskHasRoomAgain()
    {
        var subject = Sample.Subject();
        await _file.Ledger.Write(1, session => LimitPages(session, 1));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => _file.Subjects.Append(Large(subject, 0)));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => _file.Subjects.Append(Large(subject, 0)));

        await _file.Ledger.Write(1, session => LimitPages(session, 1_000_000));

        Assert.Equal(new AppendOutcome(true, 1), await _file.Subjects.Append(Large(subject, 0)));
        Assert.Null(Chains.FirstBroken(_file.Path, "event", "position"));
    }

    [Fact]
    public async Task Write_FailsAlone_WhenItsNeighboursInTheTransactionAreSound()
    {
        var (first, second) = (Sample.Subject(), Sample.Subject());
        var persons = new SqlitePersonIndex(_file.Ledger);
        var known = await persons.FindOrAdd(1, [1], new IndexedPerson(Guid.NewGuid(), [1], "示*"));

        var (before, faulty, after) = await _file.Together(() => (
            _file.Subjects.Append(Sample.Append(first, 0, "1")),
            persons.FindOrAdd(1, [2], known),
            _file.Subjects.Append(Sample.Append(second, 0, "1"))));

        await Assert.ThrowsAsync<SqliteException>(() => faulty);
        Assert.Equal((new AppendOutcome(true, 1), new AppendOutcome(true, 1)), (await before, await after));
        Assert.Null(await persons.Find(1, [2], Cancellation));
        Assert.Null(Chains.FirstBroken(_file.Path, "event", "position"));
    }

    [Fact]
    public async Task Append_LeavesNoHalfBehind_WhenItFailsMidway()
    {
        var (subject, neighbour) = (Sample.Subject(), Sample.Subject());
        var (broken, sound) = await _file.Together(() => (_file.Ledger.Write(3, FailAfterWriting), _file.Subjects.Append(Sample.Append(neighbour, 0, "1"))));

        await Assert.ThrowsAsync<FormatException>(() => broken);
        Assert.Equal(new AppendOutcome(true, 1), await sound);
        Assert.Equal(0, await _file.Subjects.Head(subject, Cancellation));
        Assert.Equal((1, 1), (Database.Scalar(_file.Path, "SELECT COUNT(*) FROM event"), Database.Scalar(_file.Path, "SELECT COUNT(*) FROM record")));
        Assert.Null(Chains.FirstBroken(_file.Path, "event", "position"));

        AppendOutcome FailAfterWriting(LedgerSession session)
        {
            PreparedAppend.Of(Sample.Append(subject, 0, "1")).Write(session);
            throw new FormatException();
        }
    }

    [Fact]
    public async Task Append_IsUnavailable_WhenTheLedgerIsClosed()
    {
        var subjects = _file.Subjects;
        _file.Ledger.Dispose();

        await Assert.ThrowsAsync<LedgerUnavailableException>(() => subjects.Append(Sample.Append(Sample.Subject(), 0, "1")));
    }

    // The first commit from here on is that of the work which holds the writer.
    private void FailSecondCommit(bool afterCommitting)
    {
        var commits = 0;
        _commit = act =>
        {
            var fails = ++commits == 2;
            if (!fails || afterCommitting)
            {
                act();
            }

            if (fails)
            {
                throw new IOException("The disk went away.");
            }
        };
    }

    private static bool LimitPages(LedgerSession session, long pages)
    {
        Database.LimitPages(session.Connection, pages);
        return true;
    }

    private static SubjectAppend Large(Domain.Identity.SubjectKey subject, long expectedVersion)
    {
        PublicCreditRecord record = Sample.Penalty("large") with { Reason = new string('例', 100_000) };
        return new SubjectAppend(subject, expectedVersion, [Sample.Pushed(record)], [record], []);
    }
}
