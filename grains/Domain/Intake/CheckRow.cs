using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;

namespace CreditGate.Domain.Intake;

/// <summary>A check as the caller writes it.</summary>
public sealed record CheckRow
{
    public SubjectRow? Subject { get; init; }

    /// <summary>Code of the matter (事项) that the caller is about to do, such as MT-C01.</summary>
    public string? Matter { get; init; }

    /// <summary>办件编号: the caller's case number. Required when the check names a person.</summary>
    public string? BusinessNumber { get; init; }

    /// <summary>Why the check is made. Required when the check names a person.</summary>
    public string? Purpose { get; init; }

    /// <summary>Persons who take part in the matter, such as proposed directors, with their roles.</summary>
    public ImmutableArray<LinkedRow> Linked { get; init; } = [];

    /// <summary>Chosen by the caller: the same id with the same body within 24 hours gives the same receipt.</summary>
    public string? RequestId { get; init; }

    /// <summary>default, atLeast or fresh.</summary>
    public string? Consistency { get; init; }

    /// <summary>Token of an earlier write or check of this subject; needed for atLeast.</summary>
    public string? Token { get; init; }

    /// <summary>Longest time for the whole answer in milliseconds, 10 to 60,000, default 2,000. The subject's grain has half of it, at most 500, then the ledger decides; without an answer in time it is 503.</summary>
    public int? DeadlineMs { get; init; }

    /// <summary>Whether the answer should say step by step why it is what it is.</summary>
    public bool? Explain { get; init; }
}

/// <summary>A check that was read without fault.</summary>
public sealed record CheckRequest(
    SubjectClaim Subject,
    Matter Matter,
    string? BusinessNumber,
    string? Purpose,
    ImmutableArray<LinkedClaim> Linked,
    string? RequestId,
    Consistency Consistency,
    long AtLeastVersion,
    TimeSpan Deadline)
{
    public bool Explain { get; init; }
}

public readonly record struct CheckReading(CheckRequest? Request, ImmutableArray<FieldFault> Faults);
