using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditGate.Api.Tests.Fuzzing;

/// <summary>A parameter as the API's document describes it.</summary>
internal sealed record Parameter(string Name, string In, string? Format);

/// <summary>One operation of the API's document.</summary>
/// <param name="Example">Its body, when it takes JSON.</param>
/// <param name="FileTypes">Media types, when it takes files.</param>
internal sealed record Operation(string Method, string Path, Parameter[] Parameters, JsonNode? Example, string[] FileTypes)
{
    /// <summary>All of a document.</summary>
    public static Operation[] Of(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where operation.Name is "get" or "head" or "post" or "put" or "patch" or "delete"
           select Of(path.Name, operation.Name.ToUpperInvariant(), operation.Value),
    ];

    private static Operation Of(string path, string method, JsonElement facts)
    {
        var types = facts.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().ToArray() : [];
        var json = types.FirstOrDefault(static type => type.Name == "application/json").Value;
        return new Operation(
            method,
            path,
            facts.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(Parameter)] : [],
            json.ValueKind == JsonValueKind.Object ? JsonNode.Parse(json.GetProperty("example").GetRawText()) : null,
            json.ValueKind == JsonValueKind.Object ? [] : [.. types.Select(static type => type.Name)]);
    }

    private static Parameter Parameter(JsonElement facts) => new(
        facts.GetProperty("name").GetString()!,
        facts.GetProperty("in").GetString()!,
        facts.GetProperty("schema").TryGetProperty("format", out var format) ? format.GetString() : null);
}
