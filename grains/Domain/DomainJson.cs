using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Domain.Access;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Catalogues.Publishing;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Feedback;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain;

/// <summary>The one JSON form of domain values, in the ledger and between nodes. Members are only ever added.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SubjectEvent))]
[JsonSerializable(typeof(PublicCreditRecord))]
[JsonSerializable(typeof(ImmutableArray<PublicCreditRecord>))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(LinkedStanding))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(StandingChange))]
[JsonSerializable(typeof(Case))]
[JsonSerializable(typeof(ImmutableArray<Case>))]
[JsonSerializable(typeof(CaseRequest))]
[JsonSerializable(typeof(CaseRefusal))]
[JsonSerializable(typeof(AccessLimits))]
[JsonSerializable(typeof(Scope))]
[JsonSerializable(typeof(DecidedCase))]
[JsonSerializable(typeof(GivenFeedback))]
[JsonSerializable(typeof(CheckTask))]
[JsonSerializable(typeof(ReceiptGist))]
[JsonSerializable(typeof(EditionPackage))]
[JsonSerializable(typeof(EditionAct))]
[JsonSerializable(typeof(DeclaredAct))]
[JsonSerializable(typeof(Retention.RetentionAct))]
[JsonSerializable(typeof(Access.AccessAct))]
[JsonSerializable(typeof(Reports.CreditReport))]
public sealed partial class DomainJson : JsonSerializerContext;

/// <summary>Domain values as the ledger and the nodes write them.</summary>
public static class LedgerJson
{
    /// <summary>Chinese stays readable instead of becoming escapes; nothing of it is put into HTML unescaped.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(DomainJson.Default.SubjectEvent.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static DomainJson Context { get; } = new(Options);
}
