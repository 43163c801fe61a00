using CreditGate.Domain.Feedback;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Feedback in the order in which it was given, each chained to the one before.</summary>
internal sealed class FeedbackTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _last = new(connection, "SELECT segment, sequence, chain FROM feedback ORDER BY sequence DESC LIMIT 1");
    private readonly Statement _ofReceipt = new(connection, "SELECT payload FROM feedback WHERE receipt = ?1 AND salt <> x'' ORDER BY sequence");
    private readonly Statement _add = new(
        connection,
        "INSERT INTO feedback (sequence, receipt, code, organisation, action, at, credential, payload, segment, salt, commitment, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");

    public List<GivenFeedback> Of(Guid receipt) => _ofReceipt.Bind(1, receipt.ToByteArray(bigEndian: true)).All(static row => SealedFeedback.Read(row.Span(0)));

    public void Add(SealedFeedback added)
    {
        var next = FeedbackHead.After(_last.First(static row => new FeedbackHead(row.Text(0), row.Int64(1), row.Blob(2)))).After(added);
        var given = added.Given;
        _add.Bind(1, next.Sequence).Bind(2, given.Receipt.ToByteArray(bigEndian: true)).Bind(3, given.Code).Bind(4, given.Organisation).Bind(5, given.Action.ToString())
            .Bind(6, given.At.UtcTicks).Bind(7, given.Credential).Bind(8, added.Content.Payload).Bind(9, next.Segment)
            .Bind(10, added.Content.Salt).Bind(11, added.Content.Commitment).Bind(12, next.Chain)
            .Run();
    }

    public void Dispose() => Array.ForEach([_last, _ofReceipt, _add], static statement => statement.Dispose());
}
