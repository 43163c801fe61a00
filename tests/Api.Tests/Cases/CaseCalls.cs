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
    public const string Actions = "/v1/actions";
    public const string Listings = "/v1/listings";

    public static JsonObject ObjectionTo(string uscc, string number = "示列1号", params string[] materials) => new()
    {
        ["subject"] = Rows.Entity(uscc),
        ["record"] = new JsonObject { ["source"] = "D22", ["kind"] = "listEntry", ["number"] = number, ["list"] = "L04" },
        ["grounds"] = new JsonArray("wrong"),
        ["statement"] = "示例：工资已结清",
        ["materials"] = Materials(materials is [] ? ["application", "identity", "proof", "commitment"] : materials),
    };

    /// <summary>On the list of unpaid wages, which is D22's.</summary>
    public static JsonObject ListingOf(string uscc, string number = "示列1号") => new()
    {
        ["subject"] = Rows.Entity(uscc),
        ["list"] = "L04",
        ["number"] = number,
        ["basis"] = "《保障农民工工资支付条例》第48条",
        ["reason"] = "示例：拖欠工资",
    };

    public static JsonObject RepairOf(string uscc, string number = "示罚1号", params string[] materials) => new()
    {
        ["subject"] = Rows.Entity(uscc),
        ["record"] = new JsonObject { ["source"] = "D13", ["kind"] = "penalty", ["number"] = number },
        ["materials"] = Materials(materials is [] ? ["application", "identity", "commitment"] : materials),
    };

    /// <summary>With one document missing, promised within ten days.</summary>
    public static JsonObject PromiseOf(string uscc) => new()
    {
        ["subject"] = Rows.Entity(uscc),
        ["matter"] = "MT-A01",
        ["businessNumber"] = "示例许可1号",
        ["essentialsPresent"] = true,
        ["missing"] = new JsonArray(new JsonObject { ["name"] = "示例材料甲", ["essential"] = false }),
        ["promise"] = new JsonObject { ["kind"] = "commitment", ["reference"] = "示例/承诺书.pdf", ["sha256"] = new string('a', 64) },
        ["promisedOn"] = Days.Ago(-10),
    };

    /// <summary>Takes a step that must be taken.</summary>
    public static Task<JsonElement> Step(this HttpClient client, string kind, string id, string step, string? reason = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.Post($"{kind}/{id}/steps", StepBody(step, reason), expected);

    public static JsonObject StepBody(string step, string? reason) => new() { ["step"] = step, ["reason"] = reason, ["statement"] = "示例修复说明" };

    private static JsonArray Materials(string[] kinds) =>
        [.. kinds.Select(static kind => (JsonNode)new JsonObject { ["kind"] = kind, ["reference"] = $"示例/{kind}.pdf", ["sha256"] = new string('a', 64) })];
}
