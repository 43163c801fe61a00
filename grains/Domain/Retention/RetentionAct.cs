using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Domain.Retention;

public enum RetentionActKind
{
    /// <summary>Content is held: nothing of it is removed until the hold is released.</summary>
    HoldPlaced,

    HoldReleased,

    /// <summary>A subject's content is to be removed, on the ground and decision named.</summary>
    Erased,

    /// <summary>The content of the rows named was removed.</summary>
    Removed,
}

/// <summary>Why content was removed.</summary>
public enum RemovalGround
{
    /// <summary>Its period was over.</summary>
    Expired,

    /// <summary>An erasure, of a person or of an entity that ended.</summary>
    Erasure,
}

/// <summary>What was done about keeping content. Each is declared, and so sealed into the evidence log: it is what tells a removal by rule from one by stealth.</summary>
public sealed record RetentionAct
{
    /// <summary>Organisation code and credential of the retention sweep's own acts.</summary>
    public const string Sweep = "retention";

    public required Guid Id { get; init; }

    public required RetentionActKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Of the credential.</summary>
    public required string Organisation { get; init; }

    public required string Credential { get; init; }

    /// <summary>Of a release: the hold. Of a removal: the erasure that it carries out.</summary>
    public Guid? Of { get; init; }

    /// <summary>Of a hold: what it covers.</summary>
    public HoldScope? Scope { get; init; }

    /// <summary>Of a hold, its release or an erasure: why, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>Of a hold, its release or an erasure: the document or decision on which it rests.</summary>
    public string? Authority { get; init; }

    /// <summary>Of an erasure: key of the subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Of an erasure: the legal ground.</summary>
    public ErasureGround? Legal { get; init; }

    /// <summary>Of a removal.</summary>
    public RemovalGround? Ground { get; init; }

    /// <summary>Of a removal whose period was over: only rows of before this instant.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Of an erasure's removal: only what rests on a version of the subject below this one.</summary>
    public long? Below { get; init; }

    /// <summary>Of a removal: which rows, as the log counts them.</summary>
    public ImmutableArray<EntryRun> Rows { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>An act of the platform's own sweep; what it is about is to be added.</summary>
    public static RetentionAct BySweep(RetentionActKind kind, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        Kind = kind,
        At = at,
        Organisation = Department.PlatformOperator,
        Credential = Sweep,
    };
}

/// <summary>Kinds of declarations that hold acts about keeping content.</summary>
public static class RetentionKinds
{
    public const string Hold = "LegalHold";
    public const string Erasure = "Erasure";
    public const string Removal = "Removal";
}
