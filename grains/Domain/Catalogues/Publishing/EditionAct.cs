namespace CreditGate.Domain.Catalogues.Publishing;

/// <summary>What the operator did with an edition.</summary>
public enum EditionActKind
{
    /// <summary>Entered, with its content. It is in force at no time yet.</summary>
    Submitted,

    /// <summary>To come into force at an instant, and to stay until the next one does.</summary>
    Published,

    /// <summary>Not to come into force after all; only before it was.</summary>
    Cancelled,
}

/// <summary>One act, in the order in which acts were taken. Acts are never changed nor removed.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Digest">Of the edition's data: what the act speaks of, and no other.</param>
/// <param name="At">When the platform took it.</param>
/// <param name="Actor">Credential.</param>
/// <param name="StartsAt">Of a publication.</param>
public sealed record EditionAct(long Sequence, EditionActKind Kind, string Edition, string Digest, DateTimeOffset At, string Actor, DateTimeOffset? StartsAt)
{
    /// <summary>For a submission made by a rollback: the edition whose data it has.</summary>
    public string? CopyOf { get; init; }

    /// <summary>Number of the declaration by which the evidence log holds the act. Told, and not kept with it.</summary>
    public long? Declaration { get; init; }
}
