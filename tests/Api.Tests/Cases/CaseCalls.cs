using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;

namespace CreditGate.Api.Tests.Cases;

/// <summary>The calls of objections and repairs as tests speak of them.</summary>
internal static class CaseCalls
{
    public const string Objections = "/v1/objections";
    public const string Repairs = "/v1/repairs";

    public static JsonObject ObjectionTo(string uscc, string number = "示列1号", params string[] materials) => new()
    {
        ["subject"] = Rows.Entity(uscc),
        ["record"] = new JsonObject { ["source"] = "D22", ["kind"] = "listEntry", ["number"] = number, ["list"] = "L04" },
        ["grounds"] = new JsonArray("wrong"),
        ["statement"] = "示例：工资已结清",
        ["materials"] = Materials(materials is [] ? ["application", "identity", "proof", "commitment"] : materials),
    };

    public static JsonObject RepairOf(string uscc, string number = "示罚1号", params string[] materials) => new()
    {
        ["subject"] = Rows.Entity(uscc),
        ["record"] = new JsonObject { ["source"] = "D13", ["kind"] = "penalty", ["number"] = number },
        ["materials"] = Materials(materials is [] ? ["application", "identity", "commitment"] : materials),
    };

    /// <summary>Takes a step that must be taken.</summary>
    public static Task<JsonElement> Step(this HttpClient client, string kind, string id, string step, string? reason = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.Post($"{kind}/{id}/steps", StepBody(step, reason), expected);

    public static JsonObject StepBody(string step, string? reason) => new() { ["step"] = step, ["reason"] = reason, ["statement"] = "示例修复说明" };

    private static JsonArray Materials(string[] kinds) =>
        [.. kinds.Select(static kind => (JsonNode)new JsonObject { ["kind"] = kind, ["reference"] = $"示例/{kind}.pdf", ["sha256"] = new string('a', 64) })];
}
