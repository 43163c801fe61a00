using System.Globalization;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Identity;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>In the order in which subjects first came, which is about that of their events in the file.</summary>
internal sealed class SqliteSubjectRoll(SqliteLedger ledger) : ISubjectRoll
{
    public async ValueTask<RollPage> Page(string? after, int atMost, CancellationToken cancellation = default)
    {
        var number = after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture);
        var found = await ledger.Read(tables => tables.Subjects.After(number, atMost), cancellation);
        return new RollPage(
            [.. found.Select(static subject => SubjectKey.TryParse(subject.Key, out var key) ? key : throw new InvalidDataException("The ledger holds a subject without a key."))],
            found.Count == atMost ? found[^1].Number.ToString(CultureInfo.InvariantCulture) : null);
    }
}
