using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Carries an erasure out: the subject forgets, then its history and its receipts lose their content, page by page. What a crash interrupted is gone on with by the sweep; doing it twice removes nothing twice.</summary>
public sealed class ErasureWork(IRetentionLedger ledger, IGrainFactory grains, PlatformClock clock)
{
    /// <summary>How long an erasure is looked through again in any case: what is being shipped when it is looked through is not seen.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromDays(1);

    /// <summary>Rows looked at in one transaction.</summary>
    public int AtOnce { get; init; } = RetentionSweep.AtOnce;

    /// <summary>What stands against an erasure now; null when nothing does.</summary>
    public async Task<Fault?> Judge(string person, CancellationToken cancellation)
    {
        if ((await ledger.Holds(cancellation)).Any(hold => hold.Stands && hold.Scope.CoversHistoryOf(person)))
        {
            return Erasing.Held;
        }

        return (await Grain(person).Erase(new EraseCommand(Guid.Empty, "", OnlyJudge: true))).Refusal;
    }

    /// <returns>What stands against it, so that it waits; null when what could be done was done.</returns>
    public async Task<Fault?> CarryOut(OrderedErasure erasure, CancellationToken cancellation)
    {
        var below = await ledger.ErasedAt(erasure.Act, cancellation);
        if (below > 0)
        {
            await Grain(erasure.Person).ForgetSnapshot();       // whoever entered the erasure may not have come to that
        }
        else if (await Judge(erasure.Person, cancellation) is { } standing)
        {
            return standing;
        }
        else
        {
            var erased = await Grain(erasure.Person).Erase(new EraseCommand(erasure.Act.Id, erasure.Act.Credential, OnlyJudge: false));
            if (erased.Refusal is { } refusal)
            {
                return refusal;
            }

            below = erased.Version;
        }

        var held = await History(erasure.Act, below, cancellation) + await Receipts(erasure, below, cancellation);
        if (held == 0 && clock.GetUtcNow() - erasure.Act.At > Late)
        {
            await ledger.Finish(erasure, clock.GetUtcNow());
        }

        return held > 0 ? Erasing.Held : null;
    }

    private async Task<int> History(RetentionAct erasure, long below, CancellationToken cancellation)
    {
        RemovedPage page;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            page = await ledger.RemoveHistory(Removal(erasure, below), below, AtOnce);
        }
        while (page.Looked == AtOnce && page.Held == 0);
        return page.Held;
    }

    private async Task<int> Receipts(OrderedErasure erasure, long below, CancellationToken cancellation)
    {
        var held = 0;
        var after = Guid.Empty;
        RemovedPage page;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            page = await ledger.RemoveReceipts(new ReceiptsOfSubject(Removal(erasure.Act, below), erasure.Person, after, AtOnce));
            after = page.Last ?? after;
            held += page.Held;
        }
        while (page.Looked == AtOnce);
        return held;
    }

    /// <remarks>By versions, not by time: an answer rests on a version of the person, whatever clock its node had, and however long the erasure waited.</remarks>
    private RetentionAct Removal(RetentionAct erasure, long below) => RetentionAct.BySweep(RetentionActKind.Removed, clock.GetUtcNow()) with
    {
        Of = erasure.Id,
        Subject = erasure.Subject,
        Ground = RemovalGround.Erasure,
        Below = below,
    };

    private ISubjectGrain Grain(string person) => grains.GetGrain<ISubjectGrain>(person);
}
