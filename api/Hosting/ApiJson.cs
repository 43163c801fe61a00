using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Hosting;

/// <summary>How the API reads and writes JSON: camelCase, enums as strings, unknown members refused, Chinese readable.</summary>
internal static class ApiJson
{
    public static IServiceCollection AddApiJson(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(static options => Configure(options.SerializerOptions));

    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    private static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        StrictJson.Configure(options, RecordKindNames.Modify);
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        return options;
    }
}
