using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Access;

public sealed class LimitTests(SharedGate shared)
{
    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task Check_NeedsAMatterOfTheOrganisation_OrOneThatTheKeyNames()
    {
        using var own = await Gate.With("D23", limits: []);
        using var named = await Gate.With("D55", limits: new JsonObject { ["matters"] = new JsonArray("MT-C02") });

        await own.Check(Calls.CheckOf(Invented.Entity(), "MT-C01"));
        await own.Check(Calls.CheckOf(Invented.Entity(), "MT-H02"));        // handled by nobody in particular
        await IsBeyond(own, Calls.CheckOf(Invented.Entity(), "MT-C02"), "matter-beyond-limits");
        await named.Check(Calls.CheckOf(Invented.Entity(), "MT-C02"));
        await IsBeyond(named, Calls.CheckOf(Invented.Entity(), "MT-C01"), "matter-beyond-limits");
    }

    [Fact]
    public async Task Batch_TellsOfEachItem()
    {
        using var client = await Gate.With("D23", limits: []);
        var items = new JsonArray(Calls.CheckOf(Invented.Entity(), "MT-C01"), Calls.CheckOf(Invented.Entity(), "MT-C02"));

        var answers = (await client.Post("/v1/checks/batch", new JsonObject { ["items"] = items })).Each("items", "code");

        Assert.Equal([null, "matter-beyond-limits"], answers);
    }

    [Fact]
    public async Task Subjects_AreThoseOfTheKindAndRegion()
    {
        var entity = Invented.Entity();
        await (await Gate.As("D22")).Push(Rows.WageDefaulter(entity));
        using var persons = await Gate.With("D22", limits: new JsonObject { ["matters"] = new JsonArray("*"), ["subjectKinds"] = new JsonArray("person") });
        using var elsewhere = await Gate.With("D22", limits: new JsonObject { ["matters"] = new JsonArray("*"), ["regions"] = new JsonArray("11") });
        using var here = await Gate.With("D22", limits: new JsonObject { ["matters"] = new JsonArray("*"), ["regions"] = new JsonArray("11", entity[2..6]) });

        foreach (var client in (HttpClient[])[persons, elsewhere])
        {
            await IsBeyond(client, Calls.CheckOf(entity), "subject-beyond-limits");
            await client.Get($"/v1/subjects/{entity}", HttpStatusCode.Forbidden);
            await client.Get($"/v1/subjects/{entity}/timeline", HttpStatusCode.Forbidden);
            await client.Post("/v1/subjects/lookup", Rows.Entity(entity), HttpStatusCode.Forbidden);
            Assert.Equal(["rejected"], (await client.Push(Rows.WageDefaulter(entity, "示列2号"))).Each("rows", "outcome"));
        }

        await here.Check(Calls.CheckOf(entity));
        await here.Get($"/v1/subjects/{entity}");
        await persons.Check(Calls.CheckOf(Invented.Person()));
    }

    [Fact]
    public async Task Lists_BoundWhatMayBeEntered_AndNoOtherKindOfRecord()
    {
        using var client = await Gate.With("D22", limits: new JsonObject { ["lists"] = new JsonArray("L05") });

        var rows = (await client.Push(Rows.WageDefaulter(Invented.Entity()), Rows.Penalty(Invented.Entity()))).GetProperty("rows");

        Assert.Equal("list-beyond-limits", rows[0].Each("faults", "code")[0]);
        Assert.Equal("created", rows[1].Text("outcome"));
    }

    [Fact]
    public async Task Receipts_OfOthersAreSeenByAuditorsWithinTheirDepartments()
    {
        var receipt = (await (await Gate.As("D23")).Check(Calls.CheckOf(Invented.Entity()))).Text("receipt");
        using var auditor = await Gate.With("D47", ["audit"]);
        using var partial = await Gate.With("D47", ["audit"], new JsonObject { ["departments"] = new JsonArray("D40") });
        using var operatorOfOneDepartment = await Gate.With("D01", ["check"]);

        await auditor.Get($"/v1/receipts/{receipt}");
        await partial.Get($"/v1/receipts/{receipt}", HttpStatusCode.NotFound);
        await operatorOfOneDepartment.Get($"/v1/receipts/{receipt}", HttpStatusCode.NotFound);
        await (await Gate.As("D22")).Get($"/v1/receipts/{receipt}", HttpStatusCode.NotFound);
    }

    private static async Task IsBeyond(HttpClient client, JsonObject check, string code) =>
        Assert.Equal(code, (await client.Post("/v1/checks", check, HttpStatusCode.Forbidden)).Text("code"));
}
