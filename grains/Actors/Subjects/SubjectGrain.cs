using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Subjects;

/// <summary>One credit subject. Its turns are the only writers of its events here, and the ledger guards them against any other node's.</summary>
[GrainType("subject")]
internal sealed partial class SubjectGrain(SubjectTools tools, ILogger<SubjectGrain> logger)
    : Grain, ISubjectGrain, IActiveSubject
{
    private readonly ILogger<SubjectGrain> _logger = logger;
    private volatile RulingCache? _loaded;      // replaced whole, so an interleaving check never sees half a write
    private volatile Task _reload = Task.CompletedTask;     // unfinished or failed while the standing is in doubt: nothing is answered then
    private long _turnAt;                       // when Orleans last saw this activation at work: what it does not see it takes for idleness
    private TaskScheduler _turns = null!;       // this activation's own

    private RulingCache Current => _loaded ?? throw new InvalidOperationException("The standing is not loaded yet.");

    private Standing Standing => Current.Standing;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!SubjectKey.TryParse(this.GetPrimaryKeyString(), out var key))
        {
            throw new ArgumentException("The grain's key is not a subject key.");
        }

        tools.Pulse.EnsureHeard();
        _turns = TaskScheduler.Current;
        tools.Active.Enter(key.Value, this);
        try
        {
            var load = _reload = Load(key);
            await load;

            // Whoever waited for the ledger leaves a task with all it waited with. One that has failed since stays.
            _ = Interlocked.CompareExchange(ref _reload, Task.CompletedTask, load);
        }
        catch
        {
            tools.Active.Leave(key.Value, this);
            throw;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        tools.Active.Leave(this.GetPrimaryKeyString(), this);
        return Task.CompletedTask;
    }

    public ValueTask<CheckReply> Check(CheckQuery query)
    {
        Volatile.Write(ref _turnAt, Environment.TickCount64);
        return query.Consistency == Consistency.Default && _reload.IsCompletedSuccessfully ? new(Answer(query, tools.Pulse.ConfirmedAt)) : CheckCurrent(query);
    }

    CheckReply? IActiveSubject.TryCheck(CheckQuery query)
    {
        if (query.Consistency == Consistency.Fresh || Environment.TickCount64 - Volatile.Read(ref _turnAt) > Idleness.MostWithoutTurnMs)
        {
            return null;
        }

        // In this order: a standing that is read after the pulse holds all that the pulse speaks for, unless the activation is in doubt.
        var confirmedAt = tools.Pulse.ConfirmedAt;
        return _reload.IsCompletedSuccessfully && _loaded is { } current && (query.Consistency == Consistency.Default || current.Standing.Version >= query.AtLeastVersion)
            ? Answer(current, query, confirmedAt)
            : null;
    }

    public async ValueTask<LookReply> Look(LookQuery query)
    {
        var confirmed = await Ensure(query.Consistency, query.AtLeastVersion);
        return new LookReply(Standing, confirmed);
    }

    Task IActiveSubject.CatchUp(long version) => _loaded is { } current && current.Standing.Version >= version
        ? Task.CompletedTask
        : Task.Factory.StartNew(() => CatchUpWith(version), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns).Unwrap();

    private async ValueTask<CheckReply> CheckCurrent(CheckQuery query)
    {
        var confirmed = await Ensure(query.Consistency, query.AtLeastVersion);
        return Answer(query, confirmed);
    }

    private CheckReply Answer(CheckQuery query, DateTimeOffset confirmedAt) => Answer(Current, query, confirmedAt);

    private CheckReply Answer(RulingCache current, CheckQuery query, DateTimeOffset confirmedAt)
    {
        var at = tools.Clock.GetUtcNow();
        var edition = tools.Catalogue.At(at);
        var matter = edition.Matters[query.Matter];
        var ruling = query.Linked.IsEmpty
            ? current.For(matter, edition, at)
            : Decider.Rule(current.Standing, query.Linked, matter, edition, at);
        return new CheckReply(
            Decider.Answer(ruling, current.Standing, query.Linked, tools.Sources.FreshnessFor(matter, edition, at), matter, edition, at),
            edition.Digest,
            current.Name,
            confirmedAt);
    }

    /// <returns>Up to when the standing is confirmed. What one subject heard of the ledger says nothing of the others, so the node's pulse stays.</returns>
    private async ValueTask<DateTimeOffset> Ensure(Consistency consistency, long atLeast)
    {
        await Reloaded();
        var confirmed = tools.Pulse.ConfirmedAt;
        if (consistency == Consistency.Fresh || (consistency == Consistency.AtLeast && Standing.Version < atLeast))
        {
            tools.Pulse.EnsureHeard();
            var asked = tools.Pulse.Ask();
            await CatchUp();
            confirmed = tools.Pulse.Answered(asked);
        }

        if (consistency == Consistency.AtLeast && Standing.Version < atLeast)
        {
            throw new StandingBehindException($"The ledger holds version {Standing.Version} of this subject, the token asks for {atLeast}.");
        }

        return confirmed;
    }

    private async Task Load(SubjectKey key) => _loaded = new RulingCache(await tools.Store.Load(key, this.GetGrainId()));

    /// <summary>An activation that cannot follow its history for reasons of its own answers nothing any more, and keeps nobody else's answers from being confirmed.</summary>
    private async Task CatchUpWith(long version)
    {
        if (_loaded is null)
        {
            await _reload.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        try
        {
            if (_loaded is { } current && current.Standing.Version < version)
            {
                await CatchUp();
            }
        }
        catch (Exception failure) when (failure is not LedgerUnavailableException)
        {
            LogLost(failure, Standing.Key.Value, version);
            _reload = Task.FromException(failure);
            DeactivateOnIdle();
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

    private async Task CatchUp() => Replace(await tools.Store.CatchUp(Standing));

    /// <summary>Only by a newer version: a slow reload never puts an older standing back.</summary>
    private void Replace(Standing standing)
    {
        if (standing.Version > Standing.Version)
        {
            _loaded = new RulingCache(standing);
        }
    }
}
