using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

public sealed class ListingsApiTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A person whom nobody reported before can be proposed; the number stands nowhere in the answer.</summary>
    [Fact]
    public async Task Listing_OfAPerson_IsSeenByChecksOnceItIsPublished()
    {
        var (person, unit, operating) = (Invented.Person(), await shared.Gate.As("D22"), shared.Gate.Operator);
        var proposed = await unit.Post(CaseCalls.Listings, CaseCalls.ListingOf("").With("subject", Rows.Named(person)).With("reason", $"示例：{person.IdNumber} 拖欠工资"));
        var id = proposed.Text("id")!;
        Assert.DoesNotContain(person.IdNumber, proposed.ToString(), StringComparison.Ordinal);

        await unit.Step(CaseCalls.Listings, id, "notifySubject");
        await unit.Step(CaseCalls.Listings, id, "decide", "示例：未陈述申辩");
        Assert.DoesNotContain("seriousListed", (await unit.Check(Calls.CheckOf(person))).Each("statuses", "code"));
        var published = await operating.Step(CaseCalls.Listings, id, "publish");

        Assert.Equal(("active", "生效"), (published.Text("state"), published.Text("stateName")));
        var check = await unit.Check(Calls.CheckOf(person));
        Assert.Equal(published.Text("token"), check.Text("token"));
        Assert.Contains("L04", check.GetProperty("statuses").ToString(), StringComparison.Ordinal);
        Assert.Contains(id, (await unit.Get($"{CaseCalls.Listings}?open=true&limit=500")).Each("cases", "id"));
    }

    [Fact]
    public async Task Refusals_NameFieldOrCode()
    {
        var (uscc, unit) = (Invented.Entity(), await shared.Gate.As("D22"));
        var faulty = await (await unit.PostAsJsonAsync(CaseCalls.Listings, new JsonObject { ["subject"] = Rows.Entity(uscc), ["listedOn"] = "soon" }, Cancellation)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.Equal(["list", "listedOn", "number"], faulty.Each("faults", "field").Order(StringComparer.Ordinal));
        var unknown = await (await unit.PostAsJsonAsync(CaseCalls.Listings, CaseCalls.ListingOf(uscc).With("list", "L99"), Cancellation)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.Equal(["list"], unknown.Each("faults", "field"));
        await (await (await shared.Gate.As("D13")).PostAsJsonAsync(CaseCalls.Listings, CaseCalls.ListingOf(uscc), Cancellation)).Problem(HttpStatusCode.Forbidden, "not-your-part");

        var key = (await shared.Gate.Operator.Post("/v1/credentials", new JsonObject { ["organisation"] = "D22", ["limits"] = new JsonObject { ["lists"] = new JsonArray("L03") } }, HttpStatusCode.OK)).Text("key")!;
        using var bounded = shared.Gate.ClientFor(key);
        await (await bounded.PostAsJsonAsync(CaseCalls.Listings, CaseCalls.ListingOf(uscc), Cancellation)).Problem(HttpStatusCode.Forbidden, "list-beyond-limits");

        var id = (await unit.Post(CaseCalls.Listings, CaseCalls.ListingOf(uscc))).Text("id")!;
        await (await unit.PostAsJsonAsync($"{CaseCalls.Listings}/{id}/steps", CaseCalls.StepBody("activate", null), Cancellation)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
        await (await unit.PostAsJsonAsync($"{CaseCalls.Listings}/{id}/steps", CaseCalls.StepBody("decide", "示例"), Cancellation)).Problem(HttpStatusCode.Conflict, "case-state");
        await (await (await shared.Gate.As("D51")).GetAsync($"{CaseCalls.Listings}/{id}", Cancellation)).Problem(HttpStatusCode.NotFound, "no-case");
    }
}
