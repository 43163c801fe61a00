using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;

namespace CreditGate.Api.Pushes;

/// <summary>A job's progress as it moves: an event when it has, four a second at most; a heartbeat in between; at the end an event named by it.</summary>
internal sealed class PushEvents(IPushLedger ledger, PushSignal signal, PushPace pace, TimeProvider time, IHostApplicationLifetime lifetime)
{
    public const string Progress = "progress";
    public const string Heartbeat = "heartbeat";

    private static readonly TimeSpan AtLeastApart = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan HeartbeatAfter = TimeSpan.FromSeconds(15);

    public async IAsyncEnumerable<SseItem<PushBody>> Of(Guid id, Language language, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A stopping service ends the stream at once: its reader finds the job again at the next one.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        var (toldStep, toldAt) = (-1L, time.GetTimestamp());
        while (!ends.IsCancellationRequested)
        {
            var moved = signal.Next;
            if (await ledger.Find(id, CancellationToken.None) is not { } push)
            {
                yield break;
            }

            if (NameOf(push, toldStep, toldAt) is { } name)
            {
                yield return new SseItem<PushBody>(PushBody.From(push, pace.Of(push), language), name);
                (toldStep, toldAt) = (push.Progress.Step, time.GetTimestamp());
            }

            if (!push.Progress.IsOpen)
            {
                yield break;
            }

            await Quietly(Task.Delay(AtLeastApart, time, ends.Token));
            await Quietly(moved.WaitAsync(HeartbeatAfter, time, ends.Token));
        }
    }

    /// <summary>Null when there is nothing to tell yet.</summary>
    private string? NameOf(KeptPush push, long toldStep, long toldAt) =>
        !push.Progress.IsOpen ? JsonNamingPolicy.CamelCase.ConvertName(push.Progress.State.ToString())
        : push.Progress.Step != toldStep ? Progress
        : time.GetElapsedTime(toldAt) >= HeartbeatAfter ? Heartbeat
        : null;

    /// <summary>The end of a wait says nothing; the loop looks for itself.</summary>
    private static async Task Quietly(Task wait) => await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
