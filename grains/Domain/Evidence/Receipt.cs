using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Decisions;

namespace CreditGate.Domain.Evidence;

/// <summary>How current the standing behind an answer must be.</summary>
public enum Consistency
{
    /// <summary>The grain's memory: every write acknowledged before the check began, while the node is in touch with the ledger.</summary>
    Default,

    /// <summary>At least the version of a token.</summary>
    AtLeast,

    /// <summary>The version is confirmed in the ledger first.</summary>
    Fresh,
}

/// <summary>Where the decision was made.</summary>
public enum DecidedBy
{
    Grain,
    Ledger,
}

/// <summary>The durable evidence of one answer: who asked what, on what it was decided, and what was said.</summary>
public sealed record Receipt
{
    /// <summary>Version 7 UUID: orders by time.</summary>
    public required Guid Id { get; init; }

    /// <summary>Organisation of the credential that asked.</summary>
    public required string Organisation { get; init; }

    public required string Credential { get; init; }

    public required string Matter { get; init; }

    public string? BusinessNumber { get; init; }

    public string? Purpose { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Key of the subject; null when the person is not known or the identity is ambiguous.</summary>
    public string? Subject { get; init; }

    /// <summary>Registered name of an entity; masked name of a person.</summary>
    public string? Name { get; init; }

    /// <summary>Masked ID number, when the caller named the person by it.</summary>
    public string? Masked { get; init; }

    /// <summary>Version of the subject's standing; with edition and instant, enough to decide again (INV-16).</summary>
    public required long SubjectVersion { get; init; }

    public ImmutableArray<LinkedVersion> Linked { get; init => field = value.IsDefault ? [] : value; } = [];

    public required string Edition { get; init; }

    public required string EditionDigest { get; init; }

    public required string DeciderVersion { get; init; }

    public required Consistency Consistency { get; init; }

    public required DecidedBy DecidedBy { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>First instant at which the answer may no longer be relied on.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>When the node that answered last heard from the ledger.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>The node had not heard from the ledger for more than a second.</summary>
    public bool Unconfirmed { get; init; }

    public required Freshness Freshness { get; init; }

    public ImmutableArray<Reminder> Warnings { get; init => field = value.IsDefault ? [] : value; } = [];

    [JsonConverter(typeof(RulingJson))]
    public required Ruling Ruling { get; init; }
}
