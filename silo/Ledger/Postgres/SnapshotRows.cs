using CreditGate.Actors.Pushes;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>What a full snapshot does not name of what its source has.</summary>
internal static class SnapshotRows
{
    private const string Usable =
        "source = $1 AND kind = $2 AND list = $3 AND via = '' AND state IN ('InForce', 'Disputed') AND NOT is_removed AND (until IS NULL OR until >= $4)";

    private const string IsMissing =
        "as_of < $5 AND NOT EXISTS (SELECT 1 FROM push_named WHERE job = $6 AND push_named.subject = record.subject AND push_named.number = record.number)";

    private const string Counts = $"SELECT COUNT(*)::int, (COUNT(*) FILTER (WHERE {IsMissing}))::int FROM record WHERE {Usable}";

    // Ties: the last subject of a page comes whole.
    private const string Page =
        $"SELECT subject, payload FROM record WHERE subject > $7 AND {Usable} AND {IsMissing} ORDER BY subject FETCH FIRST $8 ROWS WITH TIES";

    public static Task<(int Usable, int Missing)> Count(NpgsqlConnection connection, PushJob job, CancellationToken cancellation) =>
        connection.First(static row => (row.GetInt32(0), row.GetInt32(1)), Counts, Scope(job), cancellation);

    public static Task<List<(SubjectKey Subject, PublicCreditRecord Record)>> After(
        NpgsqlConnection connection, PushJob job, string subject, int atMost, CancellationToken cancellation) =>
        connection.All(Read, Page, [.. Scope(job), subject, atMost], cancellation);

    private static object?[] Scope(PushJob job) => job.Snapshot is { } scope
        ? [job.Organisation, scope.Kind.ToString(), scope.List ?? "", WrittenRecord.Day(LegalTime.DateOf(job.AsOf)), job.AsOf.UtcTicks, job.Id]
        : throw new ArgumentException("The job is no snapshot.", nameof(job));

    private static (SubjectKey, PublicCreditRecord) Read(NpgsqlDataReader row) =>
        SubjectKey.TryParse(row.GetString(0), out var subject)
            ? (subject, WrittenRecord.Read(row.Blob(1)))
            : throw new InvalidDataException("A record names no subject.");
}
