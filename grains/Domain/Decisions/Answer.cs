using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Decisions;

/// <summary>A person or entity named in the check, with its standing.</summary>
public sealed record LinkedStanding(LinkedRole Role, Standing Standing);

/// <summary>The standing of a linked subject that the answer rests on.</summary>
public sealed record LinkedVersion(LinkedRole Role, string Subject, long Version);

/// <summary>The answer to one check: a ruling, and when and on what it was given.</summary>
/// <param name="Subject">Null when the identity given was ambiguous.</param>
/// <param name="ValidUntil">First instant (exclusive end) at which the answer may no longer be relied on.</param>
public sealed record Answer(
    Ruling Ruling,
    SubjectKey? Subject,
    long Version,
    ImmutableArray<LinkedVersion> Linked,
    string Matter,
    string Edition,
    DateTimeOffset DecidedAt,
    DateTimeOffset ValidUntil,
    Freshness Freshness,
    ImmutableArray<Reminder> Warnings);
