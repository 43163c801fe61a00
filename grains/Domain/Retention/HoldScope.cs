using System.Collections.Immutable;

namespace CreditGate.Domain.Retention;

/// <summary>What a hold covers. Where several conditions are given, content must meet all of them.</summary>
public sealed record HoldScope
{
    /// <summary>Key of a subject: its records, its receipts, and receipts of checks that named it; of a person also the list of who looked.</summary>
    public string? Subject { get; init; }

    /// <summary>Receipts from this instant on, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Receipts to this instant, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Receipts of checks that were made for this case.</summary>
    public string? BusinessNumber { get; init; }

    /// <summary>With the number of a case: in this matter only.</summary>
    public string? Matter { get; init; }

    /// <summary>Whether it says anything of its own: a matter or one end alone does not.</summary>
    public bool IsOne => Subject is not null || BusinessNumber is not null || (From is not null && To is not null);

    public bool Covers(HeldReceipt receipt) =>
        (Subject is null || receipt.Subjects.Contains(Subject, StringComparer.Ordinal))
        && (From is null || receipt.At >= From)
        && (To is null || receipt.At < To)
        && (BusinessNumber is null || BusinessNumber == receipt.BusinessNumber)
        && (Matter is null || Matter == receipt.Matter);

    /// <summary>Whether a subject's own records, and the views of a person, may be under it: those have no case and no one instant, so these narrow nothing.</summary>
    public bool CoversHistoryOf(string subject) => Subject == subject;
}

/// <summary>What a hold asks about a receipt.</summary>
/// <param name="Subjects">Keys of the subject and of persons named beside it.</param>
public sealed record HeldReceipt(DateTimeOffset At, ImmutableArray<string> Subjects, string Matter, string? BusinessNumber);
