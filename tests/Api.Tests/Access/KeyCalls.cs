using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;

namespace CreditGate.Api.Tests.Access;

/// <summary>Keys with what a test wants them to be.</summary>
internal static class KeyCalls
{
    public static Task<JsonElement> MakeKey(this RunningGate gate, string organisation, string[]? scopes = null, JsonObject? limits = null, DateTimeOffset? expiresAt = null) =>
        gate.Operator.Post("/v1/credentials", new JsonObject
        {
            ["organisation"] = organisation,
            ["scopes"] = new JsonArray([.. (scopes ?? []).Select(static scope => (JsonNode)scope)]),
            ["limits"] = limits ?? new JsonObject { ["matters"] = new JsonArray("*") },
            ["expiresAt"] = expiresAt?.ToString("O"),
        });

    public static async Task<HttpClient> With(this RunningGate gate, string organisation, string[]? scopes = null, JsonObject? limits = null) =>
        gate.ClientFor((await gate.MakeKey(organisation, scopes, limits)).Text("key")!);

    public static Task<JsonElement> Rotate(this RunningGate gate, string id, int overlapHours) =>
        gate.Operator.Post($"/v1/credentials/{id}/rotate", new JsonObject { ["overlapHours"] = overlapHours });

    public static Task<JsonElement> RevokeTokens(this RunningGate gate, string member, string value, HttpStatusCode expected = HttpStatusCode.OK, JsonObject? more = null) =>
        gate.Operator.Post("/v1/credentials/revoked-tokens", (more ?? []).With(member, value).With("reason", "示例：设备遗失"), expected);

    public static Task<JsonElement> Revoke(this RunningGate gate, string id, HttpStatusCode expected = HttpStatusCode.OK) =>
        gate.Operator.Post($"/v1/credentials/{id}/revoke", new JsonObject { ["reason"] = "示例：系统下线" }, expected);
}
