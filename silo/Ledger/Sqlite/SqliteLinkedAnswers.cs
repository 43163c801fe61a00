using CreditGate.Actors.Cases;
using CreditGate.Actors.Feedback;
using CreditGate.Actors.Ledger;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteLinkedAnswers(SqliteLedger ledger) : ILinkedAnswers
{
    public async ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default) =>
        await ledger.Read(static tables => tables.LinkedAnswers.Looked(), cancellation);

    public Task Take(IReadOnlyList<LinkedAnswer> named, LookedThrough looked) => ledger.Write(1 + named.Count, session =>
    {
        foreach (var one in named)
        {
            session.Tables.LinkedAnswers.Add(one);
        }

        session.Tables.LinkedAnswers.Look(looked);
        return named.Count;
    });

    public async ValueTask<IReadOnlyList<StoredReceipt>> Of(string person, Guid after, int atMost, CancellationToken cancellation = default) => await ledger.ReadTogether(
        tables => (List<StoredReceipt>)[.. tables.LinkedAnswers.Of(person, after, atMost).Select(tables.Receipts.Find).OfType<StoredReceipt>()], cancellation);
}
