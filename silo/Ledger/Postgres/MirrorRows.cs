using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Mirrors that linked persons have yet to receive. A newer mirror of the same record takes the place of an older one.</summary>
internal static class MirrorRows
{
    // Locked in the order in which appends write them.
    private const string Owed =
        """
        SELECT mirror_pending.id, mirror_pending.payload, a.nth
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS a (person, kind, source, number, list, via, nth)
        JOIN mirror_pending USING (person, kind, source, number, list, via)
        ORDER BY a.nth FOR UPDATE OF mirror_pending
        """;

    /// <summary>Forgets mirrors, except those of which a newer one is owed by now. Returns how many.</summary>
    public static async Task<int> Delivered(NpgsqlConnection connection, IReadOnlyCollection<PendingMirror> mirrors)
    {
        var rows = mirrors.OrderBy(static mirror => mirror.Person.Value, StringComparer.Ordinal).ThenBy(static mirror => mirror.Record.Ref)
            .Select(static mirror => (Person: mirror.Person.Value, Written: WrittenRecord.Of(mirror.Record))).ToArray();
        var owed = await connection.All(
            static row => (Id: row.GetInt64(0), Payload: row.Blob(1), Nth: row.GetInt64(2)), Owed,
            [rows.Column(static row => row.Person), .. AppendBatch.Refs(rows.Column(static row => row.Written.Record.Ref))]).ConfigureAwait(false);
        var delivered = owed.Where(found => IsSame(found.Payload, rows[found.Nth - 1].Written.Payload)).Select(static found => found.Id).ToArray();
        return await connection.Run("DELETE FROM mirror_pending WHERE id = ANY($1)", delivered).ConfigureAwait(false);
    }

    public static Task<List<PendingMirror>> Oldest(NpgsqlConnection connection, int atMost, CancellationToken cancellation) =>
        connection.All(Pending, "SELECT person, payload FROM mirror_pending ORDER BY id LIMIT $1", [atMost], cancellation);

    // An older release may have written the same record with fewer members, so unequal bytes are compared once more in today's form.
    private static bool IsSame(byte[] owed, byte[] delivered) =>
        owed.AsSpan().SequenceEqual(delivered) || WrittenRecord.Of(WrittenRecord.Read(owed)).Payload.AsSpan().SequenceEqual(delivered);

    private static PendingMirror Pending(NpgsqlDataReader row) =>
        SubjectKey.TryParse(row.GetString(0), out var person)
            ? new PendingMirror(person, WrittenRecord.Read(row.Blob(1)))
            : throw new InvalidDataException("A pending mirror names no subject.");
}
