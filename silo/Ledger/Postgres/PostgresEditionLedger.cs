using CreditGate.Actors.Catalogues;
using CreditGate.Actors.Nodes;
using CreditGate.Domain.Catalogues.Publishing;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

internal sealed class PostgresEditionLedger(PostgresLedger ledger, Actors.Nodes.Notices? notices = null) : IEditionLedger
{
    private const string After = "SELECT payload FROM edition_act WHERE sequence > $1 ORDER BY sequence";

    private const string Next =
        """
        INSERT INTO edition_act (sequence, payload) SELECT $1, $2
        WHERE (SELECT COALESCE(MAX(sequence), 0) FROM edition_act) = $1 - 1 ON CONFLICT (sequence) DO NOTHING
        """;

    private const string Keep = "INSERT INTO edition_package (edition, content) VALUES ($1, $2)";

    // Taken first, so that nobody declares the same act beside.
    private const string TakeTurn = "SELECT pg_advisory_xact_lock(hashtextextended('creditgate edition acts', 0))";

    private const string DeclaredActs = "SELECT sequence, payload FROM declaration WHERE kind = 'EditionAct' ORDER BY sequence";

    private const string WithPackages = "SELECT payload, (SELECT content FROM edition_package WHERE edition = (convert_from(payload, 'UTF8')::jsonb) ->> 'edition') FROM edition_act ORDER BY sequence";

    public async ValueTask<IReadOnlyList<EditionAct>> Acts(long after, CancellationToken cancellation = default) =>
        [.. (await ledger.Read(connection => connection.All(static row => row.Blob(0), After, [after], cancellation), cancellation)).Select(WrittenAct.Read)];

    public ValueTask<byte[]?> Package(string edition, CancellationToken cancellation = default) => ledger.Read(
        connection => connection.First(static row => row.BlobOrNull(0), "SELECT content FROM edition_package WHERE edition = $1", [edition], cancellation), cancellation);

    public async Task<bool> Enter(EditionAct act, byte[]? package)
    {
        var entered = await ledger.Write(async connection =>
        {
            await connection.Run(TakeTurn);
            if (await connection.Run(Next, act.Sequence, WrittenAct.Of(act)) == 0)
            {
                return false;
            }

            if (package is not null)
            {
                await connection.Run(Keep, act.Edition, package);
            }

            await DeclarationRows.Add(connection, await Undeclared(connection));

            return true;
        });
        if (entered)
        {
            notices?.Tell(Notice.Ledger);
        }

        return entered;
    }

    public async ValueTask<IReadOnlyDictionary<long, long>> Declared(CancellationToken cancellation = default) => await ledger.Read(Declared, cancellation);

    public async Task DeclareAll()
    {
        if ((await ledger.Read(Undeclared, CancellationToken.None)).Count > 0)
        {
            await ledger.Write(async connection =>
            {
                await connection.Run(TakeTurn);
                return await DeclarationRows.Add(connection, await Undeclared(connection));
            });
        }
    }

    private static async Task<Dictionary<long, long>> Declared(NpgsqlConnection connection) =>
        (await connection.All(static row => (SealedDeclaration.ReadAct(row.Blob(1)).Sequence, Number: row.GetInt64(0)), DeclaredActs, []))
            .ToDictionary(static act => act.Sequence, static act => act.Number);

    private static async Task<List<SealedDeclaration>> Undeclared(NpgsqlConnection connection)
    {
        var declared = await Declared(connection);
        var acts = await connection.All(static row => (Act: WrittenAct.Read(row.Blob(0)), Package: row.BlobOrNull(1)), WithPackages, []);
        return [.. acts.Where(one => !declared.ContainsKey(one.Act.Sequence)).Select(static one => SealedDeclaration.Of(one.Act, one.Act.Kind == EditionActKind.Submitted ? one.Package : null))];
    }
}
