using CreditGate.Actors.Ledger;
using CreditGate.Actors.Subjects;
using CreditGate.Actors.Telemetry;

namespace CreditGate.Actors.Pushes;

/// <summary>
/// Keeps two chunks of a job in the air: while one is being committed, the next is loaded, judged and queued behind it on the
/// progress that the first will leave. The guard on the job's progress refuses the second should the first not come as foreseen.
/// </summary>
internal sealed class PushFlights(PushJob job, BulkWriter bulk, PushTally tally, PushSignal signal)
{
    private readonly List<Flight> _unsettled = [];
    private Flight? _last;

    /// <summary>Where the job stands in the ledger, as far as is known here.</summary>
    public PushProgress Progress { get; private set; } = new();

    /// <summary>Waits until nothing is in the air; what came of it, the ledger tells.</summary>
    public async Task Calm() =>
        await ((Task)Task.WhenAll(_unsettled.Select(static flight => flight.Appending))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Starts from what the ledger says when all is calm, and first settles what it says was committed: an attempt before this one may not have seen it.</summary>
    public async Task Resume(PushProgress progress)
    {
        _last = null;
        foreach (var flight in _unsettled.Where(flight => flight.After.Step <= progress.Step))
        {
            await bulk.Settle(flight.Batch, isInDoubt: true);
        }

        _unsettled.Clear();
        Progress = progress;
    }

    /// <summary>Sends a chunk off, and sees the one before it down.</summary>
    public async Task Launch(PushChunk chunk, CancellationToken cancellation)
    {
        if (_last?.Chunk.Touches(chunk) is true)
        {
            await Land(cancellation);
        }

        var flight = new Flight(chunk, _last?.After ?? Progress, _last is not null);
        var order = new BulkOrder(chunk.Subjects, job.Credential)
        {
            Step = flight.StepBy((before, batch) => tally.StepOf(job, before, chunk, batch)),
            WholeOrNothing = job.Atomic,
            HasFaults = !chunk.Rejected.IsEmpty,
        };
        flight.Batch = await bulk.Judge(order, cancellation);
        flight.Appending = bulk.Append(flight.Batch);
        var before = _last;
        _last = flight;
        _unsettled.Add(flight);
        if (before is not null)
        {
            await Land(before, flight, cancellation);
        }
    }

    /// <summary>Sees down what is in the air.</summary>
    public async Task Land(CancellationToken cancellation)
    {
        if (_last is { } last)
        {
            await Land(last, null, cancellation);
            _last = null;
        }
    }

    private async Task Land(Flight flight, Flight? behind, CancellationToken cancellation)
    {
        if (flight.IsDown)
        {
            return;
        }

        if (await flight.Appending is { Committed: true })
        {
            await bulk.Settle(flight.Batch, isInDoubt: false);
            Down(flight);
            return;
        }

        // What flew behind it was refused, having been built on a step that did not come.
        await (behind?.Appending ?? Task.CompletedTask);
        flight.Batch = await bulk.Finish(flight.Batch, flight.Appending, cancellation);
        Down(flight);
        if (behind is not null)
        {
            behind.Before = flight.After;
            behind.Batch = await bulk.Write(behind.Batch.Order, cancellation);
            Down(behind);
        }
    }

    private void Down(Flight flight)
    {
        flight.IsDown = true;
        _unsettled.Remove(flight);
        PushMeter.Moved(Progress, flight.After);
        Progress = flight.After;
        signal.Pulse();
    }

    private sealed class Flight(PushChunk chunk, PushProgress before, bool isForeseen)
    {
        public PushChunk Chunk => chunk;

        public PushProgress Before { get; set; } = before;

        public PushProgress After { get; private set; } = before;

        public BulkBatch Batch { get; set; } = null!;

        public Task<BulkOutcome> Appending { get; set; } = null!;

        public bool IsDown { get; set; }

        public Func<BulkBatch, PushStep> StepBy(Func<PushProgress, BulkBatch, PushStep> tally) => batch =>
        {
            var step = tally(Before, batch) with { Foreseen = isForeseen ? Before : null };
            After = step.After;
            return step;
        };
    }
}
