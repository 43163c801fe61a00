using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Retention;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Takes content out of rows, and keeps where the acts are that say so.</summary>
internal sealed class RetentionTable(SqliteConnection connection) : IDisposable
{
    // What is removed must not lie on in free pages either.
    private readonly Statement _overwrite = new(connection, "PRAGMA secure_delete = ON");
    private readonly Statement _overwriteNoMore = new(connection, "PRAGMA secure_delete = OFF");

    private readonly Statement _ofKind = new(connection, "SELECT sequence, payload FROM declaration WHERE kind = ?1 AND kind IN ('LegalHold', 'Erasure', 'Removal') ORDER BY sequence");
    private readonly Statement _newest = new(
        connection, "SELECT sequence, payload FROM declaration WHERE kind = 'Removal' AND kind IN ('LegalHold', 'Erasure', 'Removal') AND sequence < ?1 ORDER BY sequence DESC LIMIT ?2");

    private readonly Statement _actOf = new(
        connection,
        """
        SELECT declaration.payload FROM (SELECT declaration, last FROM removed_run WHERE kind = ?1 AND segment = ?2 AND first <= ?3 ORDER BY first DESC LIMIT 1) AS run
        JOIN declaration ON declaration.sequence = run.declaration WHERE run.last >= ?3 AND declaration.kind = 'Removal'
        """);

    private readonly Statement _point = new(connection, "INSERT INTO removed_run (kind, segment, first, last, declaration) VALUES (?1, ?2, ?3, ?4, ?5)");
    private readonly Statement _after = new(connection, "SELECT after FROM retention_cursor WHERE kind = ?1");
    private readonly Statement _move = new(connection, "INSERT INTO retention_cursor (kind, after) VALUES (?1, ?2) ON CONFLICT (kind) DO UPDATE SET after = excluded.after");
    private readonly Statement _afterKey = new(connection, "SELECT key FROM retention_cursor WHERE kind = ?1 AND key IS NOT NULL");
    private readonly Statement _moveKey = new(
        connection, "INSERT INTO retention_cursor (kind, after, key) VALUES (?1, zeroblob(16), ?2) ON CONFLICT (kind) DO UPDATE SET key = excluded.key");

    private readonly Statement _indexed = new(connection, "SELECT id FROM person WHERE id > ?1 ORDER BY id LIMIT ?2");
    private readonly Statement _forget = new(connection, "DELETE FROM retention_cursor");

    private readonly Statement _receipt = new(
        connection, "UPDATE receipt SET payload = ?2, salt = x'', business_number = NULL, request_id = NULL, request_hash = NULL WHERE id = ?1");

    private readonly Statement _named = new(connection, "DELETE FROM receipt_linked WHERE receipt = ?1");
    private readonly Statement _feedbackOf = new(
        connection, "SELECT sequence, code, organisation, action, at, credential, payload, segment, salt, commitment, chain FROM feedback WHERE receipt = ?1");

    private readonly Statement _feedback = new(connection, "UPDATE feedback SET payload = ?2, salt = x'' WHERE sequence = ?1");

    public List<RetentionAct> Acts(string kind) => _ofKind.Bind(1, kind).All(static row => SealedDeclaration.ReadRetention(row.Span(1)));

    public List<(long, RetentionAct)> Removals(long? before, int atMost) =>
        _newest.Bind(1, before ?? long.MaxValue).Bind(2, atMost).All(static row => (row.Int64(0), SealedDeclaration.ReadRetention(row.Span(1))));

    public RetentionAct? RemovalOf(LogEntry entry) =>
        _actOf.Bind(1, entry.Kind).Bind(2, entry.Group).Bind(3, entry.Number).First(static row => SealedDeclaration.ReadRetention(row.Span(0)));

    public void Point(RetentionAct act, long declaration)
    {
        foreach (var run in act.Rows)
        {
            _point.Bind(1, run.Kind).Bind(2, run.Segment).Bind(3, run.First).Bind(4, run.Last).Bind(5, declaration).Run();
        }
    }

    public Guid After(string kind) => _after.Bind(1, kind).First(static row => new Guid(row.Span(0), bigEndian: true));

    public void Move(string kind, Guid after) => _move.Bind(1, kind).Bind(2, after.ToByteArray(bigEndian: true)).Run();

    /// <summary>Key behind which the next subjects of a kind are; null where it begins anew.</summary>
    public string? AfterKey(string kind) => _afterKey.Bind(1, kind).First(static row => row.Text(0));

    public void Move(string kind, string after) => _moveKey.Bind(1, kind).Bind(2, after).Run();

    /// <summary>Ids of persons of the index, in their order.</summary>
    public List<Guid> Indexed(Guid after, int atMost) => _indexed.Bind(1, after.ToByteArray(bigEndian: true)).Bind(2, atMost).All(static row => new Guid(row.Span(0), bigEndian: true));

    public void LookAnew() => _forget.Run();

    /// <summary>Returns the sequences of what was fed back on them, which goes too.</summary>
    public List<long> Remove(IReadOnlyList<Guid> receipts, IReadOnlyList<byte[]> left) => Overwriting(() =>
    {
        var feedback = new List<long>();
        for (var index = 0; index < receipts.Count; index++)
        {
            var id = receipts[index].ToByteArray(bigEndian: true);
            _receipt.Bind(1, id).Bind(2, left[index]).Run();
            _named.Bind(1, id).Run();
            foreach (var row in _feedbackOf.Bind(1, id).All(row => Feedback(row, receipts[index])).Where(static row => !row.IsRemoved))
            {
                _feedback.Bind(1, row.Sequence).Bind(2, row.Removed()).Run();
                feedback.Add(row.Sequence);
            }
        }

        return feedback;
    });

    public void Dispose() => Array.ForEach(
        [_overwrite, _overwriteNoMore, _ofKind, _newest, _actOf, _point, _after, _move, _afterKey, _moveKey, _indexed, _forget, _receipt, _named, _feedbackOf, _feedback], static statement => statement.Dispose());

    /// <summary>Work whose removed bytes are overwritten in the file.</summary>
    public T Overwriting<T>(Func<T> work)
    {
        _overwrite.First(static _ => true);
        try
        {
            return work();
        }
        finally
        {
            _overwriteNoMore.First(static _ => true);
        }
    }

    private static FeedbackRow Feedback(Statement row, Guid receipt) => new(
        row.Int64(0), receipt, row.Text(1), row.Text(2), row.Text(3), row.Int64(4), row.Text(5), row.Blob(6), row.Text(7), row.Blob(8), row.Blob(9), row.Blob(10));
}
