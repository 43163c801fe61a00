using System.Collections.Immutable;
using CreditGate.Domain;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Contracts.Subjects;

/// <param name="Matter">Code of a matter of the edition in force.</param>
/// <param name="AtLeastVersion">For <see cref="Consistency.AtLeast"/>: the version of the caller's token.</param>
/// <param name="Linked">Standings of persons named in the check.</param>
[GenerateSerializer, Immutable, Alias("creditgate.CheckQuery")]
public sealed record CheckQuery(string Matter, Consistency Consistency, long AtLeastVersion, ImmutableArray<LinkedStanding> Linked);

/// <param name="Name">Registered name of an entity, masked name of a person; null when unknown.</param>
/// <param name="ConfirmedAt">When the node last heard from the ledger.</param>
[GenerateSerializer, Immutable, Alias("creditgate.CheckReply")]
public sealed record CheckReply(Answer Answer, string EditionDigest, string? Name, DateTimeOffset ConfirmedAt);

[GenerateSerializer, Immutable, Alias("creditgate.LookQuery")]
public sealed record LookQuery(Consistency Consistency, long AtLeastVersion);

[GenerateSerializer, Immutable, Alias("creditgate.LookReply")]
public sealed record LookReply(Standing Standing, DateTimeOffset ConfirmedAt);

/// <param name="Actor">Credential that pushes.</param>
[GenerateSerializer, Immutable, Alias("creditgate.PushCommand")]
public sealed record PushCommand(ImmutableArray<PushRow> Rows, string Actor);

/// <param name="IsOrdered">The source gave a revision number or an asOf.</param>
[GenerateSerializer, Immutable, Alias("creditgate.PushRow")]
public sealed record PushRow(PublicCreditRecord Record, bool IsOrdered)
{
    /// <summary>A newer full snapshot of the source did not name the record, unless it stands: the row may not bring it back.</summary>
    [Id(2)]
    public bool IsOutlived { get; init; }

    /// <summary>Sent without a file, as of a declared instant: no job keeps word that it repeated what stands, so the record does.</summary>
    [Id(3)]
    public bool IsAlone { get; init; }
}

/// <param name="Results">One for each row, in order.</param>
/// <param name="Version">The subject's version once the rows are in: the token.</param>
[GenerateSerializer, Immutable, Alias("creditgate.PushReply")]
public sealed record PushReply(ImmutableArray<RowResult> Results, long Version);

/// <param name="Note">Why the row was rejected, or left unchanged although it differs.</param>
[GenerateSerializer, Immutable, Alias("creditgate.RowResult")]
public sealed record RowResult(RowOutcome Outcome, Fault? Note);

/// <param name="Actor">Credential that acts.</param>
[GenerateSerializer, Immutable, Alias("creditgate.CaseCommand")]
public sealed record CaseCommand(CaseRequest Request, string Actor);

/// <param name="Case">As it stands now; null when refused.</param>
/// <param name="Refusal">Null when the step was taken.</param>
/// <param name="Version">The subject's version: the token with which a check sees the step.</param>
[GenerateSerializer, Immutable, Alias("creditgate.CaseReply")]
public sealed record CaseReply(Case? Case, CaseRefusal? Refusal, long Version);

/// <param name="Erasure">Id of the act that orders it.</param>
/// <param name="Actor">Credential that acts.</param>
/// <param name="OnlyJudge">Only say whether anything stands against it.</param>
[GenerateSerializer, Immutable, Alias("creditgate.EraseCommand")]
public sealed record EraseCommand(Guid Erasure, string Actor, bool OnlyJudge);

/// <param name="Refusal">What stands against it; null when nothing does.</param>
/// <param name="Version">The subject's version.</param>
[GenerateSerializer, Immutable, Alias("creditgate.EraseReply")]
public sealed record EraseReply(Fault? Refusal, long Version);

[GenerateSerializer, Immutable, Alias("creditgate.MirrorCommand")]
public sealed record MirrorCommand(PublicCreditRecord Record, string Actor);

/// <summary>The consistency asked for cannot be met: the ledger does not hold the version of the token.</summary>
[GenerateSerializer, Alias("creditgate.StandingBehindException")]
public sealed class StandingBehindException(string message) : Exception(message);
