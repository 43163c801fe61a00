using CreditGate.Actors.Ledger;
using CreditGate.Actors.Sources;
using CreditGate.Actors.Subjects;
using CreditGate.Domain;

namespace CreditGate.Actors.Pushes;

/// <summary>The stages of a job, from wherever it stands to its end.</summary>
internal sealed class PushRun(
    IPushLedger pushes, ISubjectLedger ledger, PushReader reader, PushIdentifier identifier, NewerSnapshots newer, SnapshotEnd snapshots, OwedMirrors mirrors, Nodes.Nodes nodes, SourceBoard sources, PushSignal signal,
    PlatformClock clock)
{
    /// <summary>Goes on from where the ledger says that the job stands. Returns how it ended.</summary>
    /// <exception cref="StepRefusedException">It was cancelled, or another runner has gone on with it.</exception>
    public async Task<PushProgress> Run(KeptPush kept, PushFlights flights, CancellationToken cancellation)
    {
        await flights.Resume(kept.Progress);
        await nodes.CatchUp();      // a runner before this one may have gone between a commit and what follows it
        if (!await mirrors.Deliver(cancellation))
        {
            throw new TimeoutException("Mirrors of an earlier attempt could not be delivered yet.");
        }

        var (job, progress) = (kept.Job, kept.Progress);
        if (kept.IsCancelled)
        {
            return await Move(job, progress with { State = PushState.Cancelled, EndedAt = clock.GetUtcNow() });
        }

        if (progress.State == PushState.Queued)
        {
            progress = await Move(job, progress with { State = PushState.Running, StartedAt = clock.GetUtcNow() });
            await flights.Resume(progress);
        }

        if (progress.State == PushState.Running)
        {
            progress = await TakeRows(job, progress, flights, cancellation);
        }

        return progress.IsOpen ? await End(job, progress, cancellation) : progress;
    }

    private async Task<PushProgress> TakeRows(PushJob job, PushProgress progress, PushFlights flights, CancellationToken cancellation)
    {
        var outlivedBy = await newer.Than(job.Organisation, job.AsOf, cancellation);
        await foreach (var chunk in reader.Read(job, progress.Line, ledger.BulkRows, cancellation))
        {
            await flights.Launch(await identifier.Identify(chunk, outlivedBy, cancellation), cancellation);
        }

        await flights.Land(cancellation);
        return flights.Progress;
    }

    private async Task<PushProgress> End(PushJob job, PushProgress progress, CancellationToken cancellation)
    {
        if (job.Snapshot is not null)
        {
            if (progress.State == PushState.Running)
            {
                progress = await Advance(job, await snapshots.Examine(job, progress, cancellation));
            }

            if (progress.State == PushState.Withdrawing)
            {
                progress = await snapshots.Withdraw(job, progress, signal.Pulse, cancellation);
            }
        }

        if (progress.State != PushState.Failed)
        {
            await Hear(job, progress);
        }

        return progress.IsOpen ? await Move(job, progress with { State = PushState.Completed, EndedAt = clock.GetUtcNow() }) : progress;
    }

    /// <summary>A file of which no row was usable does not make its source look current.</summary>
    private async Task Hear(PushJob job, PushProgress progress)
    {
        if (progress.Rejected == progress.Rows)
        {
            return;
        }

        foreach (var source in progress.Relayed.Add(job.Organisation))
        {
            await sources.Heard(source, job.AsOf);
        }
    }

    private Task<PushProgress> Move(PushJob job, PushProgress after) => Advance(job, after with { Step = after.Step + 1 });

    private async Task<PushProgress> Advance(PushJob job, PushProgress after)
    {
        if (!await pushes.Advance(new PushStep(job.Id, after, [], [])))
        {
            throw new StepRefusedException();
        }

        signal.Pulse();
        return after;
    }
}
