using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Sources;
using CreditGate.Domain;

namespace CreditGate.Api.Pushes;

/// <summary>Enters a job for a file that arrived and is usable.</summary>
internal sealed class PushEntry(
    IUnfinishedUploads arriving, IUploadStore uploads, IPushLedger ledger, IPushRunner runner, SourceBoard sources, PlatformClock clock)
{
    /// <summary>How long the upload and the rejected rows of a job are kept: a quarter, in which a department must have settled what was rejected.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Jobs of an organisation that may still be under way when the next one is entered.</summary>
    private const int JobsLookedAt = 50;

    /// <summary>The job, and whether it is a new one: another node may have been first with this key.</summary>
    public async Task<(KeptPush Push, bool IsNew)> Enter(PushOrder order, Guid arrived, FileFacts facts)
    {
        var job = await JobOf(order, facts);
        await arriving.Finish(arrived, job.Id);
        var kept = await Enter(job);
        if (kept.Job.Id == job.Id)
        {
            runner.Wake();
            return (kept, true);
        }

        await uploads.Delete(job.Id);
        return (kept, false);
    }

    private async Task<KeptPush> Enter(PushJob job)
    {
        try
        {
            return await ledger.Enter(job);
        }
        catch (LedgerUnavailableException)
        {
            await uploads.Delete(job.Id);       // no job will ever name it
            throw;
        }
    }

    private async Task<PushJob> JobOf(PushOrder order, FileFacts facts)
    {
        var now = clock.GetUtcNow();
        return new PushJob
        {
            Id = Guid.CreateVersion7(now),
            Credential = order.Caller.Credential,
            Organisation = order.Caller.Organisation,
            Key = order.Key,
            AcceptedAt = now,
            AsOf = order.AsOf ?? await AfterAllSaid(order.Caller.Organisation, now),
            File = facts,
            List = order.List,
            Atomic = order.Atomic,
            Snapshot = order.Snapshot,
            Limits = order.Caller.Limits,
            ExpiresAt = now + Kept,
        };
    }

    /// <summary>Now, but after whatever the source said before: a clock that runs slow must not make a file look old.</summary>
    private async Task<DateTimeOffset> AfterAllSaid(string organisation, DateTimeOffset now)
    {
        var said = (await ledger.OfOrganisation(organisation, JobsLookedAt)).Select(static push => push.Job.AsOf);
        var last = sources.Sources.TryGetValue(organisation, out var heard) ? said.Append(heard) : said;
        return last.Select(static instant => instant.AddMilliseconds(1)).Append(now).Max();
    }
}
