using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Retention;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Takes content out of rows, and keeps where the acts are that say so. Written under a lock of their own, held to the commit: a hold and a removal see each other.</summary>
internal static class RetentionRows
{
    private const string TakeTurn = "SELECT pg_advisory_xact_lock(hashtextextended('creditgate retention', 0))";

    private const string OfKind = "SELECT payload FROM declaration WHERE kind = $1 AND kind IN ('LegalHold', 'Erasure', 'Removal') ORDER BY sequence";

    private const string PointAll =
        "INSERT INTO removed_run (kind, segment, first, last, declaration) SELECT a.kind, a.segment, a.first, a.last, $5 FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) AS a (kind, segment, first, last)";

    private const string RemoveAll =
        """
        UPDATE receipt SET payload = a.payload, salt = ''::bytea, business_number = NULL, request_id = NULL, request_hash = NULL
        FROM unnest($1::uuid[], $2::bytea[]) AS a (id, payload) WHERE receipt.id = a.id
        """;

    private const string FeedbackOn =
        "SELECT sequence, receipt, code, organisation, action, at, credential, payload, segment, salt, commitment, chain FROM feedback WHERE receipt = ANY($1) ORDER BY sequence";

    private const string RemoveFeedback =
        "UPDATE feedback SET payload = a.payload, salt = ''::bytea FROM unnest($1::bigint[], $2::bytea[]) AS a (sequence, payload) WHERE feedback.sequence = a.sequence";

    public static Task Begin(NpgsqlConnection connection) => connection.Run(TakeTurn);

    public static Task<List<RetentionAct>> Acts(NpgsqlConnection connection, string kind) =>
        connection.All(static row => SealedDeclaration.ReadRetention(row.Blob(0)), OfKind, [kind]);

    public static async Task<IReadOnlyList<LegalHold>> Holds(NpgsqlConnection connection) => LegalHold.Of(await Acts(connection, RetentionKinds.Hold));

    /// <summary>Declares a removal, and keeps where it stands.</summary>
    public static async Task Declare(NpgsqlConnection connection, RetentionAct act)
    {
        var declaration = (await DeclarationRows.Add(connection, [SealedDeclaration.Of(act)]))[0];
        await connection.Run(
            PointAll, act.Rows.Column(static run => run.Kind), act.Rows.Column(static run => run.Segment), act.Rows.Column(static run => run.First), act.Rows.Column(static run => run.Last),
            declaration);
    }

    /// <summary>Returns the sequences of what was fed back on them, which goes too.</summary>
    public static async Task<IReadOnlyList<long>> Remove(NpgsqlConnection connection, IReadOnlyList<Guid> receipts, IReadOnlyList<byte[]> left)
    {
        if (receipts.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. receipts];
        await connection.Run(RemoveAll, ids, left.Column(static payload => payload));
        await connection.Run("DELETE FROM receipt_linked WHERE receipt = ANY($1)", [ids]);
        List<FeedbackRow> feedback = [.. (await connection.All(Feedback, FeedbackOn, [ids])).Where(static row => !row.IsRemoved)];
        await connection.Run(RemoveFeedback, feedback.Column(static row => row.Sequence), feedback.Column(static row => row.Removed()));
        return feedback.ConvertAll(static row => row.Sequence);
    }

    private static FeedbackRow Feedback(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetString(6), row.Blob(7), row.GetString(8),
        row.Blob(9), row.Blob(10), row.Blob(11));
}
