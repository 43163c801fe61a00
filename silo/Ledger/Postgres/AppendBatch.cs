using System.Collections.Immutable;
using CreditGate.Domain.Records;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>What appends that passed their guards write, as arrays: a statement a table, however many there are.</summary>
internal static class AppendBatch
{
    private const string PutRecords =
        """
        INSERT INTO record AS kept (subject, kind, source, number, list, via, decided_on, until, state, is_removed, as_of, version, payload)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::boolean[], $11::bigint[], $12::bigint[], $13::bytea[])
        ON CONFLICT (subject, kind, source, number, list, via) DO UPDATE SET decided_on = excluded.decided_on, until = excluded.until, state = excluded.state,
            is_removed = excluded.is_removed, as_of = excluded.as_of, version = excluded.version, payload = excluded.payload
        """;

    // In the order of their keys, as those that deliver them lock them.
    private const string OweMirrors =
        """
        INSERT INTO mirror_pending (person, kind, source, number, list, via, payload)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[])
        ON CONFLICT (person, kind, source, number, list, via) DO UPDATE SET payload = excluded.payload
        """;

    private const string Enter = "SELECT ledger_enter($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    public static void Records(NpgsqlBatch batch, IEnumerable<PreparedAppend> appends)
    {
        var rows = appends.SelectMany(static append => Newest(append.Records, static record => record.Record.Ref).Select(record => (append.Subject, append.NewVersion, Written: record))).ToArray();
        if (rows is not [])
        {
            batch.Then(PutRecords, [
                rows.Column(static row => row.Subject), .. Refs(rows.Column(static row => row.Written.Record.Ref)),
                rows.Column(static row => row.Written.DecidedOn), rows.Column(static row => row.Written.Until), rows.Column(static row => row.Written.State),
                rows.Column(static row => row.Written.Record.Removal is not null), rows.Column(static row => row.Written.Record.Revision.AsOf.UtcTicks),
                rows.Column(static row => row.NewVersion), rows.Column(static row => row.Written.Payload)]);
        }
    }

    public static void Mirrors(NpgsqlBatch batch, IEnumerable<PreparedAppend> appends)
    {
        var rows = appends.SelectMany(static append => Newest(append.Mirrors, static mirror => (mirror.Person, mirror.Record.Record.Ref)))
            .OrderBy(static mirror => mirror.Person, StringComparer.Ordinal).ThenBy(static mirror => mirror.Record.Record.Ref).ToArray();
        if (rows is not [])
        {
            batch.Then(OweMirrors, [
                rows.Column(static row => row.Person), .. Refs(rows.Column(static row => row.Record.Record.Ref)), rows.Column(static row => row.Record.Payload)]);
        }
    }

    /// <summary>Events and feed entries, which take the lock of positions: the last before the commit. Returns the chain's new end.</summary>
    public static SegmentHead Events(NpgsqlBatch batch, IEnumerable<PreparedAppend> appends, SegmentHead head)
    {
        var (events, chains, end) = (new List<(PreparedAppend Of, long Version, SealedEvent Sealed)>(), new List<byte[]>(), head);
        var changes = new List<WrittenChange>();
        foreach (var append in appends)
        {
            for (var index = 0; index < append.Events.Length; index++)
            {
                end = end.After(append.Events[index]);
                events.Add((append, append.ExpectedVersion + index + 1, append.Events[index]));
                chains.Add(end.Chain);
            }

            changes.AddRange(append.Changes);
        }

        batch.Then(Enter,
            head.Segment, head.Sequence,
            events.Column(static row => row.Of.Subject), events.Column(static row => row.Version), events.Column(static row => row.Sealed.Event.At.UtcTicks),
            events.Column(static row => row.Sealed.Event.Actor), events.Column(static row => row.Sealed.Event.GetType().Name),
            events.Column(static row => row.Sealed.Content.Payload), events.Column(static row => row.Sealed.Content.Salt),
            events.Column(static row => row.Sealed.Content.Commitment), chains.ToArray(),
            changes.Column(static change => change.At.UtcTicks), changes.Column(static change => change.Payload));
        return end;
    }

    /// <summary>Kind, source, number, list and via. Absent parts are '', so that keys compare.</summary>
    public static object[] Refs(RecordRef[] refs) =>
    [
        refs.Column(static key => key.Kind.ToString()), refs.Column(static key => key.Source), refs.Column(static key => key.Number),
        refs.Column(static key => key.List ?? ""), refs.Column(static key => key.Via ?? ""),
    ];

    // A statement may write a row only once.
    private static IEnumerable<T> Newest<T, TKey>(ImmutableArray<T> rows, Func<T, TKey> key) => rows.Length < 2 ? rows : rows.Reverse().DistinctBy(key).Reverse();
}
