using System.Text.Json.Nodes;

namespace CreditGate.Api.Tests.Hosting;

/// <summary>Rows of a push, without the dates and names that a test does not care for.</summary>
internal static class Rows
{
    public static JsonObject Of(string kind, JsonNode subject, string number) => new()
    {
        ["kind"] = kind,
        ["subject"] = subject,
        ["number"] = number,
        ["decidedOn"] = Days.Ago(30),
    };

    public static JsonObject Registration(string uscc, int daysOld = 3650) =>
        Of("registration", Entity(uscc), uscc).With("name", "示例有限公司").With("decidedOn", Days.Ago(daysOld)).With("establishedOn", Days.Ago(daysOld));

    /// <summary>The list of unpaid wages, L04, is D22's.</summary>
    public static JsonObject WageDefaulter(string uscc, string number = "示列1号") => Of("listEntry", Entity(uscc), number).With("list", "L04");

    public static JsonObject Penalty(string uscc, string number = "示罚1号") =>
        Of("penalty", Entity(uscc), number).With("categories", new JsonArray("fine")).With("fine10kCny", 2);

    public static JsonObject ConsumptionOrder(string uscc, params (string Role, Person Person)[] named) =>
        Of("consumptionOrder", Entity(uscc), "示执1号").With("linked", new JsonArray([.. named.Select(static one => (JsonNode)new JsonObject
        {
            ["role"] = one.Role,
            ["person"] = One(one.Person),
        })]));

    /// <summary>The list of judgment defaulters, L01, is D34's.</summary>
    public static JsonObject JudgmentDefaulter(Person person, string number = "示执2号") =>
        Of("listEntry", Named(person), number).With("list", "L01").With("facts", new JsonObject { ["listedForLargeOverdueDebt"] = true });

    public static JsonObject Entity(string uscc) => new() { ["uscc"] = uscc };

    public static JsonObject Named(Person person) => new() { ["person"] = One(person) };

    public static JsonObject One(Person person) => new() { ["name"] = person.Name, ["idNumber"] = person.IdNumber };

    public static JsonObject With(this JsonObject row, string member, JsonNode? value)
    {
        row[member] = value;
        return row;
    }
}
