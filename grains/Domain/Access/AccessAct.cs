using System.Text.Json.Serialization;

namespace CreditGate.Domain.Access;

public enum AccessActKind
{
    /// <summary>A credential was handed out, exchanged or taken back.</summary>
    CredentialChanged,

    /// <summary>A person was looked at.</summary>
    PersonViewed,

    /// <summary>A caller asked for so many in vain that it is slowed: somebody may be trying out names and numbers.</summary>
    CallerSlowed,
}

/// <summary>What was done about who may see what, and who saw whom. Each is declared, and so sealed into the evidence log. It holds no name, number or purpose: the log is kept for ever.</summary>
public sealed record AccessAct
{
    public required AccessActKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Of who looked; of the credential that changed; of a caller that is slowed, the platform's operator, who finds it.</summary>
    public required string Organisation { get; init; }

    /// <summary>Who looked, who changed a credential, who is slowed.</summary>
    public required string Credential { get; init; }

    /// <summary>Of a view: the person's random key.</summary>
    public string? Subject { get; init; }

    /// <summary>Of a view: what was shown. Of a change: created, rotated or revoked.</summary>
    public string? What { get; init; }

    /// <summary>Of a view: number of the case.</summary>
    public string? BusinessNumber { get; init; }

    /// <summary>Of a view through something else: the key of a subject whose record names the person, the number of a case, the id of a receipt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Through { get; init; }

    /// <summary>Of a change: id of the credential that changed.</summary>
    public string? Changed { get; init; }

    /// <summary>Of a change: its number in the list of changes.</summary>
    public long? Number { get; init; }

    /// <summary>Of a change: its digest, which covers it and all changes before it.</summary>
    public string? Digest { get; init; }
}

/// <summary>Kinds of declarations that hold acts about access.</summary>
public static class AccessKinds
{
    public const string Change = "CredentialChange";
    public const string View = "PersonView";
    public const string Slowed = "CallerSlowed";

    public static string Of(AccessActKind kind) => kind switch
    {
        AccessActKind.CredentialChanged => Change,
        AccessActKind.PersonViewed => View,
        _ => Slowed,
    };
}
