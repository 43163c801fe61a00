using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditGate.Actors.Changes;
using CreditGate.Api.Telemetry;
using CreditGate.Domain;

namespace CreditGate.Api.Changes;

/// <summary>The feed as server-sent events. It is pulled by the connection, so a slow reader holds nothing but his place.</summary>
internal sealed class FeedStream(FeedReader reader, FeedPlaces places, ChangeSignal signal, ChangeText text, TimeProvider time)
{
    private const int AtOnce = 100;
    private const string Heartbeat = "heartbeat";
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    /// <summary>A heartbeat comes at once, so that the reader knows his cursor before anything happened. Ends when the service stops, or entries were forgotten.</summary>
    public async IAsyncEnumerable<SseItem<string>> Read(
        long position, ChangeFilter filter, Language language, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, reader.Stopping);
        yield return await Alive(position, cancellation);
        using var following = FeedMeter.Follow();
        var (spoke, isUpToDate) = (time.GetTimestamp(), false);
        while (!ended.IsCancellationRequested)
        {
            var grown = signal.Next;        // taken before the look: what is committed after it is not missed
            var page = await reader.Look(position, filter, AtOnce, cancellation);
            foreach (var entry in page.Entries)
            {
                yield return new SseItem<string>(entry.Event(language, text.EventOf), ChangeText.KindOf(entry)) { EventId = FeedCursor.Of(entry) };
            }

            reader.Tell(page, isUpToDate);
            (position, isUpToDate) = (page.Position, !page.HasMore);
            spoke = page.Entries.IsEmpty ? spoke : time.GetTimestamp();
            if (page.IsBroken)
            {
                yield break;
            }

            if (time.GetElapsedTime(spoke) >= Silence)
            {
                yield return await Alive(position, cancellation);
                spoke = time.GetTimestamp();
            }

            if (!page.HasMore)
            {
                await FeedReader.Pause(grown, Silence - time.GetElapsedTime(spoke), ended.Token);
            }
        }
    }

    private async ValueTask<SseItem<string>> Alive(long position, CancellationToken cancellation)
    {
        var cursor = await places.CursorAt(position, cancellation);
        return new SseItem<string>(JsonSerializer.Serialize(new { next = cursor }), Heartbeat) { EventId = cursor, ReconnectionInterval = Reconnect };
    }
}
