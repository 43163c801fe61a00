using System.Text.Json.Serialization;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Standings;

/// <summary>What happened to a subject, as the ledger keeps it. Kinds are append-only: old ones are read for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RecordPushed), nameof(RecordPushed))]
[JsonDerivedType(typeof(RecordConfirmed), nameof(RecordConfirmed))]
[JsonDerivedType(typeof(TermEnded), nameof(TermEnded))]
[JsonDerivedType(typeof(CaseMoved), nameof(CaseMoved))]
[JsonDerivedType(typeof(SubjectErased), nameof(SubjectErased))]
[JsonDerivedType(typeof(ContentRemoved), nameof(ContentRemoved))]
public abstract record SubjectEvent
{
    /// <summary>When the platform accepted it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Credential that caused it.</summary>
    public required string Actor { get; init; }
}

/// <summary>A record was created, revised or withdrawn: this is how it stands from here on.</summary>
public sealed record RecordPushed : SubjectEvent
{
    public required PublicCreditRecord Record { get; init; }
}

/// <summary>A newer revision said the same again, so an older one that comes late must not overwrite it.</summary>
public sealed record RecordConfirmed : SubjectEvent
{
    public required RecordRef Record { get; init; }

    public required Revision Revision { get; init; }
}

/// <summary>Time alone changed what the records bring about: a term ended, publicity ran out, another edition began. It changes no record.</summary>
public sealed record TermEnded : SubjectEvent;

/// <summary>A subject's content was erased: nothing of what happened before is known any more, but what is kept here.</summary>
public sealed record SubjectErased : SubjectEvent
{
    /// <summary>Id of the act that ordered it.</summary>
    public required Guid Erasure { get; init; }

    /// <summary>Of an entity: that it was registered, and is no more. Null of a person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RegistrationRecord? Registration { get; init; }
}

/// <summary>Stands for an event whose content was removed. It still counts as a version, and says nothing; it is never appended.</summary>
public sealed record ContentRemoved : SubjectEvent
{
    public static ContentRemoved Instance { get; } = new() { At = DateTimeOffset.MinValue, Actor = "" };
}
