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
    StandingStore store, Catalogue catalogue, SourceBoard sources, ActiveSubjects active, LedgerPulse pulse, PlatformClock clock, ILogger<SubjectGrain> logger)
    : Grain, ISubjectGrain
{
    private readonly ILogger<SubjectGrain> _logger = logger;
    private RulingCache _current = null!;       // replaced whole, so an interleaving check never sees half a write
    private Task _reload = Task.CompletedTask;  // unfinished or failed while the standing is in doubt: nothing is answered then

    private Standing Standing => _current.Standing;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!SubjectKey.TryParse(this.GetPrimaryKeyString(), out var key))
        {
            throw new ArgumentException("The grain's key is not a subject key.");
        }

        pulse.EnsureHeard();
        active.Enter(key.Value);
        try
        {
            _current = new RulingCache(await store.Load(key, this.GetGrainId()));
        }
        catch
        {
            active.Leave(key.Value);
            throw;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        active.Leave(Standing.Key.Value);
        return Task.CompletedTask;
    }

    public ValueTask<CheckReply> Check(CheckQuery query) =>
        query.Consistency == Consistency.Default && _reload.IsCompletedSuccessfully ? new(Answer(query)) : CheckCurrent(query);

    public async ValueTask<LookReply> Look(LookQuery query)
    {
        await Ensure(query.Consistency, query.AtLeastVersion);
        return new LookReply(Standing, pulse.ConfirmedAt);
    }

    public async ValueTask CatchUp(long version)
    {
        if (Standing.Version < version)
        {
            await CatchUp();
        }
    }

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
        await Reloaded();
        if (consistency == Consistency.Fresh || (consistency == Consistency.AtLeast && Standing.Version < atLeast))
        {
            pulse.EnsureHeard();
            var asked = pulse.Ask();
            await CatchUp();
            pulse.Heard(asked);
        }

        if (consistency == Consistency.AtLeast && Standing.Version < atLeast)
        {
            throw new StandingBehindException($"The ledger holds version {Standing.Version} of this subject, the token asks for {atLeast}.");
        }
    }

    /// <summary>Again and again: while this waited, another commit may have come to an unknown end.</summary>
    private async ValueTask Reloaded()
    {
        while (!_reload.IsCompletedSuccessfully)
        {
            await _reload;
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
}
