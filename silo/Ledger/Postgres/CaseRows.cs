using CreditGate.Actors.Cases;
using CreditGate.Domain.Identity;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Rows of cases, written with the events that move them.</summary>
internal static class CaseRows
{
    private const string PutCases =
        """
        INSERT INTO case_file (id, kind, subject, source, opened_by, state, is_open, due_at, payload)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::bigint[], $9::bytea[])
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, is_open = excluded.is_open, due_at = excluded.due_at, payload = excluded.payload
        """;

    private const string PutParties = "INSERT INTO case_party (department, id) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING";

    public static void Put(NpgsqlBatch batch, IEnumerable<PreparedAppend> appends)
    {
        var rows = appends.SelectMany(static append => append.Cases.Select(written => (append.Subject, written.Case, written.Payload))).ToArray();
        if (rows is not [])
        {
            batch.Then(
                PutCases,
                rows.Column(static row => row.Case.Id), rows.Column(static row => row.Case.Kind.ToString()), rows.Column(static row => row.Subject),
                rows.Column(static row => row.Case.Record.Source), rows.Column(static row => row.Case.OpenedBy), rows.Column(static row => row.Case.State),
                rows.Column(static row => !row.Case.IsOver), rows.Column(static row => row.Case.DueAt?.UtcTicks), rows.Column(static row => row.Payload));
            var parties = rows.SelectMany(static row => row.Case.Parties.Select(department => (Department: department, row.Case.Id))).ToArray();
            batch.Then(PutParties, parties.Column(static party => party.Department), parties.Column(static party => party.Id));
        }
    }

    /// <summary>A row of subject and payload.</summary>
    public static StoredCase Stored(NpgsqlDataReader row) => SubjectKey.TryParse(row.GetString(0), out var subject)
        ? new StoredCase(subject, WrittenCase.Read(row.Blob(1)))
        : throw new InvalidDataException("A case names no subject.");
}
