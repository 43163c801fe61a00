using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

/// <summary>A person's opt-in to Xinyi+ scenes (plan art. 6).</summary>
public sealed record SceneConsentRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.SceneConsent;

    /// <summary>Scene codes such as S05.</summary>
    public ImmutableArray<string> Scenes { get; init => field = value.IsDefault ? [] : value; } = [];
}
