using CreditGate.Peers.Checks;
using StackExchange.Redis;

namespace CreditGate.Peers.Stores;

/// <summary>Status in a hash, receipts in a stream. One multiplexed connection: its commands are pipelined, so that many share one fsync.</summary>
internal sealed class RedisStore(IDatabase database) : IStore
{
    private const int Kept = 200_000;       // as if another process shipped the older ones
    private static readonly RedisValue[] Fields = ["name", "established", "lists", "penalised"];

    public static async Task<RedisStore> Open(string address) => new((await ConnectionMultiplexer.ConnectAsync(address)).GetDatabase());

    public async ValueTask<Status> Find(string code)
    {
        var found = await database.HashGetAsync("s:" + code, Fields);
        return new Status(
            found[0],
            found[1].IsNull ? null : DateOnly.FromDayNumber((int)found[1]),
            found[2].IsNull ? [] : ((string)found[2]!).Split(','),
            found[3].IsNull ? null : DateOnly.FromDayNumber((int)found[3]));
    }

    public Task Keep(PeerReceipt receipt, byte[] json) =>
        database.StreamAddAsync("receipts", "receipt", json, maxLength: Kept, useApproximateMaxLength: true);

    public async Task Enter(RowBody[] rows)
    {
        foreach (var subject in rows.GroupBy(static row => row.Subject.Uscc!))
        {
            var status = subject.Aggregate(await Find(subject.Key), static (known, row) => known.With(row));
            await database.HashSetAsync("s:" + subject.Key, [.. Entries(status)]);
        }
    }

    private static IEnumerable<HashEntry> Entries(Status status)
    {
        if (status.Name is { } name)
        {
            yield return new HashEntry("name", name);
        }

        if (status.EstablishedOn is { } established)
        {
            yield return new HashEntry("established", established.DayNumber);
        }

        if (status.Lists.Length > 0)
        {
            yield return new HashEntry("lists", string.Join(',', status.Lists));
        }

        if (status.PenalisedOn is { } penalised)
        {
            yield return new HashEntry("penalised", penalised.DayNumber);
        }
    }
}
