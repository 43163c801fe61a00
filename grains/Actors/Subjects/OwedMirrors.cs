using System.Collections.Immutable;
using CreditGate.Domain.Standings;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Subjects;

/// <summary>Brings mirrors that are still owed to the persons whom their records name.</summary>
internal sealed partial class OwedMirrors(StandingStore store, BulkWriter bulk, ILogger<OwedMirrors> logger)
{
    private const int AtOnce = 2_000;
    private const string Actor = "mirror-sweep";

    private readonly ILogger<OwedMirrors> _logger = logger;

    /// <summary>Delivers what is owed, the oldest first. A person who cannot be reached never keeps the mirrors of others.</summary>
    /// <returns>Whether nothing was left of what was owed.</returns>
    public async Task<bool> Deliver(CancellationToken cancellation)
    {
        while (await store.Ledger.PendingMirrors(AtOnce, cancellation) is { Count: > 0 } owed)
        {
            var delivered = await Deliver([.. owed], cancellation);
            if (delivered > 0)
            {
                LogDelivered(delivered);
            }

            if (delivered < owed.Count)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<int> Deliver(ImmutableArray<PendingMirror> owed, CancellationToken cancellation)
    {
        try
        {
            await bulk.Deliver(owed, Actor);
            return owed.Length;
        }
        catch (Exception failure) when (owed.Length > 1 && !cancellation.IsCancellationRequested)
        {
            LogOneByOne(failure, owed.Length);
            return await OneByOne(owed, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotDelivered(failure, owed[0].Person.Value);
            return 0;
        }
    }

    private async Task<int> OneByOne(ImmutableArray<PendingMirror> owed, CancellationToken cancellation)
    {
        var delivered = 0;
        foreach (var mirror in owed)
        {
            cancellation.ThrowIfCancellationRequested();
            delivered += await Deliver([mirror], cancellation);
        }

        return delivered;
    }

    [LoggerMessage(2101, LogLevel.Information, "Delivered {Count} mirrors that were still owed")]
    private partial void LogDelivered(int count);

    [LoggerMessage(2103, LogLevel.Error, "A mirror did not reach person {Person}; the next sweep tries again")]
    private partial void LogNotDelivered(Exception failure, string person);

    [LoggerMessage(2104, LogLevel.Warning, "{Count} mirrors could not be delivered together; delivering them one by one")]
    private partial void LogOneByOne(Exception failure, int count);
}
