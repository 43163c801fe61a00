using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Carries an erasure out: the subject forgets, then its history and a person's receipts lose their content, page by page. Receipts of an entity have a period of their own: its history goes after them. What a crash interrupted is gone on with by the sweep; doing it twice removes nothing twice.</summary>
public sealed class ErasureWork(IRetentionLedger ledger, IGrainFactory grains, PlatformClock clock)
{
    /// <summary>How long an erasure is looked through again in any case: what is being shipped when it is looked through is not seen.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromDays(1);

    /// <summary>Rows looked at in one transaction.</summary>
    public int AtOnce { get; init; } = RetentionSweep.AtOnce;

    /// <summary>What stands against an erasure now; null when nothing does.</summary>
    public async Task<Fault?> Judge(string subject, CancellationToken cancellation)
    {
        if ((await ledger.Holds(cancellation)).Any(hold => hold.Stands && hold.Scope.CoversHistoryOf(subject)))
        {
            return Erasing.Held;
        }

        if (!IsPerson(subject) && await ledger.HasReceipts(subject, long.MaxValue, cancellation))
        {
            return Erasing.ReceiptsKept;
        }

        return (await Grain(subject).Erase(new EraseCommand(Guid.Empty, "", OnlyJudge: true))).Refusal;
    }

    /// <returns>What stands against it, so that it waits; null when what could be done was done.</returns>
    public async Task<Fault?> CarryOut(OrderedErasure erasure, CancellationToken cancellation)
    {
        var below = await ledger.ErasedAt(erasure.Act, cancellation);
        if (below > 0)
        {
            await Grain(erasure.Subject).ForgetSnapshot();       // whoever entered the erasure may not have come to that
        }
        else if (await Judge(erasure.Subject, cancellation) is { } standing)
        {
            return standing;
        }
        else
        {
            var erased = await Grain(erasure.Subject).Erase(new EraseCommand(erasure.Act.Id, erasure.Act.Credential, OnlyJudge: false));
            if (erased.Refusal is { } refusal)
            {
                return refusal;
            }

            below = erased.Version;
        }

        if (!erasure.IsOfPerson && clock.GetUtcNow() - erasure.Act.At <= Late)
        {
            return null;        // answered about to the last: what rests on the history may still be shipped
        }

        if (!erasure.IsOfPerson && await ledger.HasReceipts(erasure.Subject, below, cancellation))
        {
            return Erasing.ReceiptsKept;
        }

        var held = await History(erasure.Act, below, cancellation) + (erasure.IsOfPerson ? await Receipts(erasure, below, cancellation) : 0);
        if (held == 0 && clock.GetUtcNow() - erasure.Act.At > Late)
        {
            await ledger.Finish(erasure, clock.GetUtcNow());
        }

        return held > 0 ? Erasing.Held : null;
    }

    internal static bool IsPerson(string subject) => SubjectKey.TryParse(subject, out var key) && key.Kind == SubjectKinds.Person;

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
            page = await ledger.RemoveReceipts(new ReceiptsOfSubject(Removal(erasure.Act, below), erasure.Subject, after, AtOnce));
            after = page.Last ?? after;
            held += page.Held;
        }
        while (page.Looked == AtOnce);
        return held;
    }

    /// <remarks>By versions, not by time: an answer rests on a version of the subject, whatever clock its node had, and however long the erasure waited.</remarks>
    private RetentionAct Removal(RetentionAct erasure, long below) => RetentionAct.BySweep(RetentionActKind.Removed, clock.GetUtcNow()) with
    {
        Of = erasure.Id,
        Subject = erasure.Subject,
        Ground = RemovalGround.Erasure,
        Below = below,
    };

    private ISubjectGrain Grain(string subject) => grains.GetGrain<ISubjectGrain>(subject);
}
