using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditGate.Actors.Pushes;

/// <summary>Jobs and their progress as the ledger keeps them. Members are only ever added.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PushJob))]
[JsonSerializable(typeof(PushProgress))]
public sealed partial class PushJson : JsonSerializerContext;

public static class PushLedgerJson
{
    /// <summary>Chinese stays readable.</summary>
    public static PushJson Context { get; } =
        new(new JsonSerializerOptions(PushJson.Default.PushJob.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
