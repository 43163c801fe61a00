using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Sources;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Subjects;

/// <summary>One credit subject. Its turns are the only writers of its events here, and the ledger guards them against any other node's.</summary>
[GrainType("subject")]
internal sealed partial class SubjectGrain(
    StandingStore store, Catalogue catalogue, SourceBoard sources, LedgerPulse pulse, PlatformClock clock, ILogger<SubjectGrain> logger)
    : Grain, ISubjectGrain
{
    private const int MostAttempts = 4;

    private readonly ILogger<SubjectGrain> _logger = logger;
    private RulingCache _current = null!;       // replaced whole, so an interleaving check never sees half a write
    private Task? _reload;                      // set while the outcome of a commit is unknown: nothing is answered before it is done

    private Standing Standing => _current.Standing;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!SubjectKey.TryParse(this.GetPrimaryKeyString(), out var key))
        {
            throw new ArgumentException("The grain's key is not a subject key.");
        }

        _current = new RulingCache(await store.Load(key, this.GetGrainId()));
    }

    public ValueTask<CheckReply> Check(CheckQuery query) =>
        query.Consistency == Consistency.Default && _reload is null ? new(Answer(query)) : CheckCurrent(query);

    public async ValueTask<LookReply> Look(LookQuery query)
    {
        await Ensure(query.Consistency, query.AtLeastVersion);
        return new LookReply(Standing, pulse.ConfirmedAt);
    }

    public async ValueTask<PushReply> Push(PushCommand command)
    {
        var (results, mirrors) = await Append(command.Rows, command.Actor);
        await Deliver(mirrors, command.Actor);
        return new PushReply(results, Standing.Version);
    }

    public async ValueTask Mirror(MirrorCommand command) => await Append([new PushRow(command.Record, true)], command.Actor);

    private async ValueTask<CheckReply> CheckCurrent(CheckQuery query)
    {
        await Ensure(query.Consistency, query.AtLeastVersion);
        return Answer(query);
    }

    private CheckReply Answer(CheckQuery query)
    {
        var current = _current;
        var at = clock.GetUtcNow();
        var edition = catalogue.At(at);
        var matter = edition.Matters[query.Matter];
        var ruling = query.Linked.IsEmpty
            ? current.For(matter, edition, at)
            : Decider.Rule(current.Standing, query.Linked, matter, edition, at);
        return new CheckReply(
            Decider.Answer(ruling, current.Standing, query.Linked, sources.Sources, matter, edition, at),
            edition.Digest,
            current.Standing.Name,
            pulse.ConfirmedAt);
    }

    private async ValueTask Ensure(Consistency consistency, long atLeast)
    {
        if (_reload is { } reload)
        {
            await reload;
        }

        if (consistency == Consistency.Fresh || (consistency == Consistency.AtLeast && Standing.Version < atLeast))
        {
            var asked = clock.GetUtcNow();
            await CatchUp();
            pulse.Heard(asked);
        }

        if (consistency == Consistency.AtLeast && Standing.Version < atLeast)
        {
            throw new StandingBehindException($"The ledger holds version {Standing.Version} of this subject, the token asks for {atLeast}.");
        }
    }

    private async Task CatchUp() => Replace(await store.CatchUp(Standing));

    /// <summary>Only by a newer version: a slow reload never puts an older standing back.</summary>
    private void Replace(Standing standing)
    {
        if (standing.Version > Standing.Version)
        {
            _current = new RulingCache(standing);
        }
    }

    /// <summary>Judges the rows against the standing and appends what they change; a conflict or unknown outcome starts over from the ledger.</summary>
    private async ValueTask<(ImmutableArray<RowResult> Results, ImmutableArray<PendingMirror> Mirrors)> Append(ImmutableArray<PushRow> rows, string actor)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (_reload is { } reload)
            {
                await reload;
            }

            var batch = Admissions.Of(Standing, rows, catalogue, clock.GetUtcNow(), actor);
            if (batch.Events.IsEmpty || await TryCommit(batch))
            {
                return (batch.Results, batch.Mirrors);
            }

            if (attempt == MostAttempts)
            {
                throw new TimeoutException($"The subject was changed elsewhere {MostAttempts} times in a row; push again.");
            }
        }
    }

    private async Task<bool> TryCommit(Admissions batch)
    {
        try
        {
            var expected = Standing.Version;
            var outcome = await store.Ledger.Append(batch.ToAppend(expected));
            if (outcome.Committed)
            {
                Replace(batch.After);
                SnapshotWhenDue(expected);
                return true;
            }

            LogConflict(Standing.Key.Value, expected, outcome.Version);
            await CatchUp();
        }
        catch (CommitOutcomeUnknownException unknown)
        {
            LogOutcomeUnknown(unknown, Standing.Key.Value);
            await ReloadFirst();
        }

        return false;
    }

    private async Task ReloadFirst()
    {
        _reload = CatchUp();
        try
        {
            await _reload;
            _reload = null;
        }
        catch
        {
            // Still unknown: this activation knows nothing any more, the next one starts from the ledger.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Every mirror is delivered before the push is acknowledged; a crash in between is made good by the sweep.</summary>
    private async ValueTask Deliver(ImmutableArray<PendingMirror> mirrors, string actor)
    {
        if (mirrors.IsEmpty)
        {
            return;
        }

        await Task.WhenAll(mirrors.Select(mirror =>
            GrainFactory.GetGrain<ISubjectGrain>(mirror.Person.Value).Mirror(new MirrorCommand(mirror.Record, actor)).AsTask()));
        await store.Ledger.MirrorsDelivered(mirrors);
    }

    private void SnapshotWhenDue(long before)
    {
        if (before / StandingStore.SnapshotEvery != Standing.Version / StandingStore.SnapshotEvery)
        {
            _ = Snapshot(Standing);
        }
    }

    private async Task Snapshot(Standing standing)
    {
        try
        {
            await store.Save(standing, this.GetGrainId());
        }
        catch (Exception failure)
        {
            LogSnapshotFailed(failure, standing.Key.Value, standing.Version);
        }
    }
}
