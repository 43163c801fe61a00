using System.Globalization;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>What a full snapshot does not name of what its source has.</summary>
internal sealed class SnapshotTable(SqliteConnection connection) : IDisposable
{
    private const string Usable =
        """
        kind = ?2 AND list = ?3 AND via = '' AND state IN ('InForce', 'Disputed')
        AND (until IS NULL OR until >= ?4) AND json_extract(payload, '$.removal') IS NULL
        """;

    // To the millisecond; the standing decides exactly.
    private const string Missing =
        """
        unixepoch(json_extract(payload, '$.revision.asOf'), 'subsec') < ?5
        AND NOT EXISTS (SELECT 1 FROM push_named WHERE job = ?6 AND push_named.subject = subject.key AND push_named.number = record.number)
        """;

    private readonly Statement _count = new(connection, $"SELECT COUNT(*), COUNT(CASE WHEN {Missing} THEN 1 END) FROM record JOIN subject USING (subject) WHERE source = ?1 AND {Usable}");

    // In the order of the key, so that a page goes on where the last one ended: subjects are the outer loop.
    private readonly Statement _missing = new(
        connection, $"SELECT subject.key, payload FROM subject CROSS JOIN record USING (subject) WHERE subject.key > ?7 AND source = ?1 AND {Usable} AND {Missing} ORDER BY subject.key LIMIT ?8");

    private readonly Statement _missingOf = new(connection, $"SELECT subject.key, payload FROM subject CROSS JOIN record USING (subject) WHERE subject.key = ?7 AND source = ?1 AND {Usable} AND {Missing}");

    public (int Usable, int Missing) Count(PushJob job) => Bind(_count, job).First(static row => ((int)row.Int64(0), (int)row.Int64(1)));

    public List<(SubjectKey Subject, PublicCreditRecord Record)> After(PushJob job, string subject, int atMost)
    {
        var page = Bind(_missing, job).Bind(7, subject).Bind(8, atMost).All(Read);
        if (page.Count < atMost)
        {
            return page;
        }

        // The last subject may go on behind the page.
        var last = page[^1].Subject;
        page.RemoveAll(found => found.Subject == last);
        page.AddRange(Bind(_missingOf, job).Bind(7, last.Value).All(Read));
        return page;
    }

    public void Dispose() => Array.ForEach([_count, _missing, _missingOf], static statement => statement.Dispose());

    private static Statement Bind(Statement statement, PushJob job)
    {
        var scope = job.Snapshot ?? throw new ArgumentException("The job is no snapshot.", nameof(job));
        return statement
            .Bind(1, job.Organisation)
            .Bind(2, scope.Kind.ToString())
            .Bind(3, scope.List ?? "")
            .Bind(4, LegalTime.DateOf(job.AsOf).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Bind(5, job.AsOf.ToUnixTimeMilliseconds() / 1000.0)
            .Bind(6, job.Id.ToByteArray(bigEndian: true));
    }

    private static (SubjectKey Subject, PublicCreditRecord Record) Read(Statement row) =>
        SubjectKey.TryParse(row.Text(0), out var subject)
            ? (subject, WrittenRecord.Read(row.Span(1)))
            : throw new InvalidDataException("A record names no subject.");
}
