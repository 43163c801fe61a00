using CreditGate.Actors.Catalogues;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Subjects;

namespace CreditGate.Actors.Nodes;

/// <summary>
/// Follows what any node appends to the ledger, lets the activations of this node catch up with it, and only then moves the node's
/// pulse: an answer from memory contains whatever was committed before its <c>confirmedAt</c>.
/// </summary>
/// <remarks>
/// Positions become visible in their order, so nothing is passed by. An activation enters itself before it reads the ledger: what was
/// committed before is read, what is committed after is found here. Where no other process can append, an append reaches its
/// activations before it is acknowledged, and the last position is pulse enough.
/// </remarks>
public sealed class LedgerTail(ISubjectLedger ledger, ActiveSubjects active, LedgerPulse pulse, ChangeSignal changes, EditionShelf? editions = null) : IDisposable
{
    /// <summary>Longest time between two rounds while the ledger answers: what a lost wake-up costs.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private const int AtOnce = 5_000;

    // A question that hangs is given up, so that the next goes another way; what it still says is not waited for.
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(2);

    // A server that comes up, or is busy with a checkpoint, may leave the first questions hanging: a node that starts asks on.
    private const int AsksAtStart = 10;

    private readonly SemaphoreSlim _wake = new(0, 1);
    private TaskCompletionSource _next = New();
    private long _position;

    /// <summary>Takes the ledger as it stands now. To be called before anything is active.</summary>
    /// <exception cref="TimeoutException">Question after question was left hanging.</exception>
    public async Task Begin(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var asked = pulse.Ask();
                await RefreshEditions(cancellation);
                _position = await ledger.LastPosition(CancellationToken.None).AsTask().WaitAsync(AskLimit, cancellation);
                pulse.Heard(asked);
                return;
            }
            catch (TimeoutException) when (attempt < AsksAtStart)
            {
                // The next goes another way.
            }
        }
    }

    /// <summary>Has the next round begin now. Never blocks.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <summary>Until woken, at most for the period.</summary>
    public Task Pause(CancellationToken cancellation) => _wake.WaitAsync(Period, cancellation);

    /// <summary>Completes when a round that began after this call has ended, and fails as that round does.</summary>
    public Task NextRound()
    {
        var next = Volatile.Read(ref _next).Task;
        Wake();
        return next;
    }

    /// <summary>Reads on to the ledger's end. One call at a time; what failed is read again by the next.</summary>
    /// <exception cref="LedgerUnavailableException">The pulse stands still.</exception>
    public async Task Round(CancellationToken cancellation)
    {
        var waiting = Interlocked.Exchange(ref _next, New());
        try
        {
            pulse.Heard(ledger.IsShared ? await ReadOn(cancellation) : await Ask(cancellation));
            waiting.SetResult();
        }
        catch (Exception failure)
        {
            waiting.SetException(failure);
            _ = waiting.Task.Exception;     // often nobody waits
            throw;
        }
    }

    public void Dispose() => _wake.Dispose();

    /// <returns>When the last question left this node.</returns>
    private async Task<long> ReadOn(CancellationToken cancellation)
    {
        while (true)
        {
            var asked = pulse.Ask();
            await RefreshEditions(cancellation);
            var page = await ledger.Appended(_position, AtOnce, CancellationToken.None).AsTask().WaitAsync(AskLimit, cancellation);
            if (page.Count > 0)
            {
                await active.CatchUp(page.Select(static appended => (appended.Subject, appended.Version))).WaitAsync(AskLimit, cancellation);
                _position = page[^1].Position;
                changes.Pulse();
            }

            if (page.Count < AtOnce)
            {
                return asked;
            }
        }
    }

    private Task RefreshEditions(CancellationToken cancellation) =>
        editions is null ? Task.CompletedTask : editions.Refresh(CancellationToken.None).WaitAsync(AskLimit, cancellation);

    private async Task<long> Ask(CancellationToken cancellation)
    {
        var asked = pulse.Ask();
        await ledger.LastPosition(CancellationToken.None).AsTask().WaitAsync(AskLimit, cancellation);
        return asked;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
