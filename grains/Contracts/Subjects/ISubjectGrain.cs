using Orleans.Concurrency;

namespace CreditGate.Contracts.Subjects;

/// <summary>One credit subject, keyed by its subject key. The only writer of its events while it is active.</summary>
[GrainInterfaceType("creditgate.subject")]
[Alias("creditgate.subject")]
public interface ISubjectGrain : IGrainWithStringKey
{
    /// <summary>Decides one matter. Never waits for a write in progress: it sees the last committed standing.</summary>
    /// <exception cref="StandingBehindException">The consistency asked for cannot be met now.</exception>
    [AlwaysInterleave]
    [Alias("Check")]
    ValueTask<CheckReply> Check(CheckQuery query);

    /// <summary>The standing as it is, for status, timeline and checks that name linked persons.</summary>
    [AlwaysInterleave]
    [Alias("Look")]
    ValueTask<LookReply> Look(LookQuery query);

    /// <summary>Takes records, one outcome each, in order. Durable, and mirrored to linked persons, when it returns.</summary>
    [Alias("Push")]
    ValueTask<PushReply> Push(PushCommand command);

    /// <summary>Opens a case, or takes a step in one. Durable, its marks mirrored to linked persons and seen by the next check, when it returns.</summary>
    [Alias("Act")]
    ValueTask<CaseReply> Act(CaseCommand command);

    /// <summary>Takes records mirrored from entities whose records name this person. Idempotent.</summary>
    [Alias("Mirror")]
    ValueTask Mirror(MirrorCommand command);

    /// <summary>Forgets everything about a person, unless a record or a case stands against it. Durable, no snapshot left behind, and seen by the next check, when it returns; content is taken out of the ledger afterwards.</summary>
    [Alias("Erase")]
    ValueTask<EraseReply> Erase(EraseCommand command);

    /// <summary>Puts the standing in the place of an older snapshot, as <see cref="Erase"/> does; for an erasure that was interrupted between its event and that.</summary>
    [Alias("ForgetSnapshot")]
    ValueTask ForgetSnapshot();
}
