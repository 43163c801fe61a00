using CreditGate.Domain;
using CreditGate.Silo.Ledger.Postgres;

namespace CreditGate.Silo.Health.Clocks;

/// <summary>The database's clock, and beside it what the nodes say of theirs.</summary>
internal sealed class PostgresClock(PostgresLedger ledger, PlatformClock clock) : IReferenceClock
{
    private const string Now = "SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::bigint";

    private const string Forget = "DELETE FROM node_clock WHERE seen_at < clock_timestamp() - interval '1 day'";

    private const string Tell =
        """
        INSERT INTO node_clock (node, ahead, seen_at) VALUES ($1, $2, clock_timestamp())
        ON CONFLICT (node) DO UPDATE SET ahead = excluded.ahead, seen_at = excluded.seen_at
        """;

    private const string Others = "SELECT ahead FROM node_clock WHERE node <> $1 AND seen_at > clock_timestamp() - interval '30 seconds'";

    // A reading is off by half of its way at most.
    private static readonly TimeSpan LongestWay = TimeSpan.FromMilliseconds(500);

    private readonly Guid _node = Guid.NewGuid();

    public Task<ClockReading?> Compare() => ledger.Write<ClockReading?>(async connection =>
    {
        var (asked, from) = (clock.GetUtcNow(), clock.GetTimestamp());
        var there = await connection.First(static row => row.GetInt64(0), Now, []).ConfigureAwait(false);
        var way = clock.GetElapsedTime(from);
        if (way > LongestWay)
        {
            return null;
        }

        var ahead = asked + (way / 2) - DateTimeOffset.UnixEpoch.AddMicroseconds(there);
        await connection.Run(Forget).ConfigureAwait(false);
        await connection.Run(Tell, _node, (long)ahead.TotalMicroseconds).ConfigureAwait(false);
        var others = await connection.All(static row => TimeSpan.FromMicroseconds(row.GetInt64(0)), Others, [_node]).ConfigureAwait(false);
        return new ClockReading(ahead, others);
    });
}
