using CreditGate.Actors.Changes;
using CreditGate.Actors.Feedback;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Feedback;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteFeedbackLedger(SqliteLedger ledger, ChangeSignal signal) : IFeedbackLedger
{
    public async ValueTask<IReadOnlyList<StoredFeedback>> Find(IReadOnlyCollection<Guid> receipts, CancellationToken cancellation = default) =>
        await ledger.ReadTogether(tables => (List<StoredFeedback>)[.. receipts.Select(receipt => Find(tables, receipt)).OfType<StoredFeedback>()], cancellation);

    public async ValueTask<IReadOnlyList<CheckTask>> List(CheckTaskQuery query, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.CheckTasks.List(query), cancellation);

    public async ValueTask<IReadOnlyList<CheckTask>> Due(DateTimeOffset now, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.CheckTasks.Due(now, atMost), cancellation);

    public async Task<IReadOnlySet<Guid>> Take(IReadOnlyList<FeedbackStep> steps, LookedThrough? looked = null)
    {
        var prepared = steps.Select(PreparedStep.Of).ToList();
        var taken = await ledger.Write(1 + prepared.Sum(static step => 1 + step.Given.Length), session => Take(session.Tables, prepared, looked));
        if (prepared.Any(step => step.Told is not null && taken.Contains(step.Task.Receipt)))
        {
            signal.Pulse();
        }

        return taken;
    }

    public async ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default) =>
        await ledger.Read(static tables => tables.CheckTasks.Looked(), cancellation);

    private static StoredFeedback? Find(LedgerTables tables, Guid receipt) =>
        tables.CheckTasks.Find(receipt) is { } task ? new StoredFeedback(task, [.. tables.Feedback.Of(receipt)]) : null;

    private static HashSet<Guid> Take(LedgerTables tables, List<PreparedStep> steps, LookedThrough? looked)
    {
        var taken = new HashSet<Guid>();
        var counts = new Dictionary<CoverageCell, long>();       // a page moves few of them, most many times
        foreach (var step in steps)
        {
            var before = step.Task.Version == 1 ? null : tables.CheckTasks.Find(step.Task.Receipt);
            if (!tables.CheckTasks.Put(step))
            {
                continue;
            }

            taken.Add(step.Task.Receipt);
            foreach (var (cell, change) in Delivery.Moved(before, step.Task))
            {
                counts[cell] = counts.GetValueOrDefault(cell) + change;
            }

            Array.ForEach(step.Given, tables.Feedback.Add);
            if (step.Told is { } told)
            {
                tables.Changes.Add(told);
            }
        }

        foreach (var (cell, change) in counts)
        {
            tables.Coverage.Count(new CoverageCount(cell, change));
        }

        if (looked is not null)
        {
            tables.CheckTasks.Look(looked);
        }

        return taken;
    }
}
