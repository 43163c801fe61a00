using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>In the order of keys.</summary>
internal sealed class PostgresSubjectRoll(PostgresLedger ledger) : ISubjectRoll
{
    private const string After = "SELECT subject FROM subject WHERE subject > $1 ORDER BY subject LIMIT $2";

    public async ValueTask<RollPage> Page(string? after, int atMost, CancellationToken cancellation = default)
    {
        var found = await ledger.Read(connection => connection.All(static row => row.GetString(0), After, [after ?? "", atMost], cancellation), cancellation);
        return new RollPage(
            [.. found.Select(static subject => SubjectKey.TryParse(subject, out var key) ? key : throw new InvalidDataException("The ledger holds a subject without a key."))],
            found.Count == atMost ? found[^1] : null);
    }
}
