using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Declarations in the order in which they came, each chained to the one before. Written under a lock of their own, held to the commit.</summary>
internal static class DeclarationRows
{
    private const string TakeTurn = "SELECT pg_advisory_xact_lock(hashtextextended('creditgate declarations', 0))";

    private const string Last = "SELECT segment, sequence, chain FROM declaration ORDER BY sequence DESC LIMIT 1";

    private const string AddAll =
        """
        INSERT INTO declaration (sequence, kind, at, organisation, credential, payload, segment, salt, commitment, chain)
        SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::bytea[], $9::bytea[], $10::bytea[])
        """;

    /// <summary>Returns the sequence of each.</summary>
    public static async Task<List<long>> Add(NpgsqlConnection connection, IReadOnlyList<SealedDeclaration> declarations)
    {
        if (declarations.Count == 0)
        {
            return [];
        }

        await connection.Run(TakeTurn);
        var head = DeclarationHead.After(await connection.First(static row => new DeclarationHead(row.GetString(0), row.GetInt64(1), row.Blob(2)), Last, []));
        var heads = new List<DeclarationHead>();
        foreach (var added in declarations)
        {
            heads.Add(head = head.After(added));
        }

        await connection.Run(
            AddAll,
            heads.Column(static at => at.Sequence), declarations.Column(static added => added.Kind), declarations.Column(static added => added.At.UtcTicks),
            declarations.Column(static added => added.Organisation), declarations.Column(static added => added.Credential), declarations.Column(static added => added.Content.Payload),
            heads.Column(static at => at.Segment), declarations.Column(static added => added.Content.Salt), declarations.Column(static added => added.Content.Commitment),
            heads.Column(static at => at.Chain));
        return [.. heads.Select(static at => at.Sequence)];
    }
}
