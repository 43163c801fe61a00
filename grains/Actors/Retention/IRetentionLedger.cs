using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Holds, erasures and removals. Each act is declared, and so sealed into the evidence log, in the transaction that carries it out.</summary>
public interface IRetentionLedger
{
    /// <summary>All holds, in the order in which they were placed.</summary>
    ValueTask<IReadOnlyList<LegalHold>> Holds(CancellationToken cancellation = default);

    /// <summary>Places a hold. A removal that commits later does not touch what it covers.</summary>
    Task Place(RetentionAct hold);

    /// <summary>Releases a hold, and lets what it covered be looked at anew; false, without effect, when it does not stand.</summary>
    Task<bool> Release(RetentionAct release);

    /// <summary>Removes the content of one page, with what was fed back on its receipts, and declares it; all or nothing, and where it stands moves with it.</summary>
    Task<RemovedPage> RemoveReceipts(ReceiptRemoval removal);

    /// <summary>Enters an erasure that is to be carried out.</summary>
    Task Order(RetentionAct erasure);

    /// <summary>Erasures, in the order in which they were ordered.</summary>
    ValueTask<IReadOnlyList<OrderedErasure>> Erasures(CancellationToken cancellation = default);

    /// <summary>Version at which a subject was erased by this very act; 0 when it was not yet.</summary>
    ValueTask<long> ErasedAt(RetentionAct erasure, CancellationToken cancellation = default);

    /// <summary>Removes a page of what happened to a subject below a version, with what follows from it (records, cases, the person's name), and declares it. Nothing of it where a hold covers the subject.</summary>
    Task<RemovedPage> RemoveHistory(RetentionAct removal, long below, int atMost);

    /// <summary>The next persons or entities of whom the ledger holds events, in the order of their keys, and from the first one again after the last. Moves on as it returns.</summary>
    /// <param name="kind">Persons or entities.</param>
    /// <param name="before">Quiet are those of whom nothing was heard since.</param>
    Task<HeardPage> NextHeard(string kind, DateTimeOffset before, int atMost);

    /// <summary>Whether the ledger holds a receipt of a subject, with content, that rests on a version below the one given.</summary>
    ValueTask<bool> HasReceipts(string subject, long below, CancellationToken cancellation = default);

    /// <summary>The next persons of the index behind those that the sweep of views has passed, in the order of their ids.</summary>
    ValueTask<IReadOnlyList<Guid>> IndexedPersons(int atMost, CancellationToken cancellation = default);

    /// <summary>Says how far the sweep of views has come.</summary>
    /// <param name="last">Of those it has passed; empty to begin anew.</param>
    Task PassIndexed(Guid last);

    /// <summary>Says that an erasure was carried out whole; without effect when a receipt came late since it was read.</summary>
    Task Finish(OrderedErasure erasure, DateTimeOffset at);

    /// <summary>The act that removed the content of a row; null when none names it.</summary>
    ValueTask<RetentionAct?> RemovalOf(LogEntry entry, CancellationToken cancellation = default);

    /// <summary>Removals, newest first.</summary>
    /// <param name="before">Number of a declaration, exclusive; null for the newest.</param>
    ValueTask<IReadOnlyList<(long Declaration, RetentionAct Act)>> Removals(long? before, int atMost, CancellationToken cancellation = default);
}

/// <summary>Which receipts are to lose their content.</summary>
/// <param name="Act">Without its rows: those are found by the removal.</param>
/// <param name="AtMost">Looked at in one page.</param>
public abstract record ReceiptRemoval(RetentionAct Act, int AtMost);

/// <summary>Those of before the act's <see cref="RetentionAct.Before"/>, from where the last page ended.</summary>
public sealed record ExpiredReceipts(RetentionAct Act, int AtMost) : ReceiptRemoval(Act, AtMost);

/// <summary>Those of one subject, behind an id, and where the act says so of before its <see cref="RetentionAct.Before"/> or below its <see cref="RetentionAct.Below"/> only.</summary>
public sealed record ReceiptsOfSubject(RetentionAct Act, string Subject, Guid After, int AtMost) : ReceiptRemoval(Act, AtMost);

/// <param name="Looked">How many were looked at: fewer than asked for at the end.</param>
/// <param name="Removed">How many lost their content.</param>
/// <param name="Held">How many are held.</param>
/// <param name="Last">Of those looked at.</param>
public sealed record RemovedPage(int Looked, int Removed, int Held, Guid? Last);

/// <param name="FinishedAt">Null while something of it is to be done.</param>
/// <param name="Late">How many receipts came to the ledger after the person was erased; each opens the erasure again.</param>
public sealed record OrderedErasure(RetentionAct Act, DateTimeOffset? FinishedAt, long Late = 0)
{
    public string Subject => Act.Subject ?? throw new InvalidDataException($"Erasure {Act.Id} names no subject.");

    public bool IsOfPerson => ErasureWork.IsPerson(Subject);
}

/// <param name="Looked">How many were looked at: fewer than asked for at the end.</param>
/// <param name="Quiet">Keys of those of them whose newest event is older than asked for and no erasure; of entities only those of which a registration says that they are deregistered.</param>
public sealed record HeardPage(int Looked, IReadOnlyList<string> Quiet);
