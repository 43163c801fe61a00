using CreditGate.Actors.Changes;
using CreditGate.Domain.Changes;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteChangeLedger(SqliteLedger ledger, ChangeSignal signal) : IChangeLedger
{
    private const int ForgottenAtOnce = 5_000;

    public async ValueTask<IReadOnlyList<StoredChange>> Changes(long after, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Changes.After(after, atMost), cancellation);

    public ValueTask<(long First, long Last)> Range(CancellationToken cancellation = default) =>
        ledger.Read(static tables => (tables.Changes.First(), tables.Changes.Last()), cancellation);

    public async ValueTask<IReadOnlyList<DueSubject>> Due(DateTimeOffset now, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Due.Due(now, atMost), cancellation);

    public Task Reschedule(IReadOnlyList<DueSubject> subjects) => ledger.Write(subjects.Count, session =>
    {
        foreach (var subject in subjects)
        {
            session.Tables.Due.Reschedule(subject);
        }

        return subjects.Count;
    });

    public async ValueTask<IReadOnlySet<string>> Announced(CancellationToken cancellation = default) =>
        await ledger.Read(static tables => tables.Editions.All(), cancellation);

    public async Task<bool> Announce(StandingChange edition)
    {
        var written = WrittenChange.Of(edition);
        var isNews = await ledger.Write(2, session => Announce(session.Tables, edition.Edition, written));
        if (isNews)
        {
            signal.Pulse();
        }

        return isNews;
    }

    public Task TakeAsKnown(IReadOnlyCollection<string> editions) => ledger.Write(editions.Count, session => editions.Count(session.Tables.Editions.TryAdd));

    public Task<string?> CallUp(DateTimeOffset dueAt, string after, int atMost) => ledger.Write(atMost, session => session.Tables.Due.CallUp(dueAt, after, atMost));

    public async Task<int> Forget(DateTimeOffset olderThan)
    {
        var (all, some) = (0, 0);
        do
        {
            some = await ledger.Write(ForgottenAtOnce, session => session.Tables.Changes.Forget(olderThan, ForgottenAtOnce));
            all += some;
        }
        while (some == ForgottenAtOnce);

        return all;
    }

    private static bool Announce(LedgerTables tables, string edition, WrittenChange change)
    {
        if (!tables.Editions.TryAdd(edition))
        {
            return false;
        }

        tables.Changes.Add(change);
        return true;
    }
}
