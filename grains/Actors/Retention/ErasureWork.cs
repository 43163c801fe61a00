using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Carries an erasure out: the subject forgets, then its history and its receipts lose their content, page by page. What a crash interrupted is gone on with by the sweep; doing it twice removes nothing twice.</summary>
public sealed class ErasureWork(IRetentionLedger ledger, IGrainFactory grains, PlatformClock clock)
{
    /// <summary>How long receipts of before the erasure are looked for: a node that was down may ship some late.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

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
    public async Task<Fault?> CarryOut(RetentionAct erasure, CancellationToken cancellation)
    {
        var person = erasure.Subject ?? throw new ArgumentException("The erasure names no person.", nameof(erasure));
        if (await ledger.ErasedAt(erasure, cancellation) == 0
            && (await Judge(person, cancellation) ?? (await Grain(person).Erase(new EraseCommand(erasure.Id, erasure.Credential, OnlyJudge: false))).Refusal) is { } refusal)
        {
            return refusal;
        }

        var held = await History(erasure, cancellation) + await Receipts(erasure, person, cancellation);
        if (held == 0 && clock.GetUtcNow() - erasure.At > Late)
        {
            await ledger.Finish(erasure.Id, clock.GetUtcNow());
        }

        return held > 0 ? Erasing.Held : null;
    }

    private async Task<int> History(RetentionAct erasure, CancellationToken cancellation)
    {
        var below = await ledger.ErasedAt(erasure, cancellation);
        RemovedPage page;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            page = await ledger.RemoveHistory(Removal(erasure) with { Before = null }, below, RetentionSweep.AtOnce);
        }
        while (page.Looked == RetentionSweep.AtOnce && page.Held == 0);
        return page.Held;
    }

    private async Task<int> Receipts(RetentionAct erasure, string person, CancellationToken cancellation)
    {
        var held = 0;
        var after = Guid.Empty;
        RemovedPage page;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            page = await ledger.RemoveReceipts(new ReceiptsOfSubject(Removal(erasure), person, after, RetentionSweep.AtOnce));
            after = page.Last ?? after;
            held += page.Held;
        }
        while (page.Looked == RetentionSweep.AtOnce);
        return held;
    }

    private RetentionAct Removal(RetentionAct erasure)
    {
        var now = clock.GetUtcNow();
        return new RetentionAct
        {
            Id = Guid.CreateVersion7(now),
            Kind = RetentionActKind.Removed,
            At = now,
            Organisation = Department.PlatformOperator,
            Credential = RetentionAct.Sweep,
            Of = erasure.Id,
            Subject = erasure.Subject,
            Ground = RemovalGround.Erasure,
            Before = erasure.At,
        };
    }

    private ISubjectGrain Grain(string person) => grains.GetGrain<ISubjectGrain>(person);
}
