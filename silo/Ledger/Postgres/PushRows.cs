using CreditGate.Actors.Pushes;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>The lines and named records of a push job's step.</summary>
internal static class PushRows
{
    private const string AddLines = "INSERT INTO push_line (job, kind, line, payload) SELECT $1, * FROM unnest($2::text[], $3::int[], $4::bytea[])";

    private const string AddNamed = "INSERT INTO push_named (job, subject, number) SELECT $1, * FROM unnest($2::text[], $3::text[]) ON CONFLICT DO NOTHING";

    public static void Add(NpgsqlBatch batch, PushStep step)
    {
        if (step.Lines.Count > 0)
        {
            batch.Then(AddLines, step.Job,
                step.Lines.Column(static line => line.Kind.ToString()), step.Lines.Column(static line => line.Line), step.Lines.Column(static line => line.Payload));
        }

        if (step.Named.Count > 0)
        {
            batch.Then(AddNamed, step.Job, step.Named.Column(static named => named.Subject), step.Named.Column(static named => named.Number));
        }
    }
}
