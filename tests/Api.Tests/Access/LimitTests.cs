using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Cases;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Pushes;
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
            await client.Get($"/v1/subjects/{entity}/publicity", HttpStatusCode.Forbidden);
            await client.Get($"/v1/subjects/{entity}/repair-notice?source=D22&number={Uri.EscapeDataString("示列1号")}&list=L04", HttpStatusCode.Forbidden);
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
    public async Task Files_AreHeldToTheSameLimits_RowByRow()
    {
        using var lists = await Gate.With("D22", limits: new JsonObject { ["lists"] = new JsonArray("L05") });
        using var elsewhere = await Gate.With("D22", limits: new JsonObject { ["regions"] = new JsonArray("11") });
        var file = SentFile.Of(Rows.WageDefaulter(Invented.Entity()), Rows.Penalty(Invented.Entity()));

        var (ofLists, ofElsewhere) = (await lists.PushFile(file), await elsewhere.PushFile(file));

        Assert.Equal((1, 1), ofLists.Taken());
        Assert.Contains("list-beyond-limits", await lists.Lines(ofLists, "rejects"), StringComparison.Ordinal);
        Assert.Equal((0, 2), ofElsewhere.Taken());
        Assert.Contains("subject-beyond-limits", await elsewhere.Lines(ofElsewhere, "rejects"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Persons_NamedBesideAnEntity_AreHeldToTheKindToo()
    {
        using var entities = await Gate.With("D34", limits: new JsonObject { ["matters"] = new JsonArray("*"), ["subjectKinds"] = new JsonArray("entity") });
        var check = Calls.CheckOf(Invented.Entity()).With("businessNumber", "示例1号").With("purpose", "示例核查")
            .With("linked", new JsonArray(new JsonObject { ["role"] = "legalRepresentative", ["person"] = Rows.One(Invented.Person()) }));

        await IsBeyond(entities, check, "subject-beyond-limits");
        var row = (await entities.Push(Rows.ConsumptionOrder(Invented.Entity(), ("legalRepresentative", Invented.Person())))).GetProperty("rows")[0];

        Assert.Equal([("linked[0]", "subject-beyond-limits")], row.Each("faults", "field").Zip(row.Each("faults", "code")));
        await (await Gate.As("D34")).Check(check);
    }

    [Fact]
    public async Task ChangesCasesAndReceipts_AreHeldToRegionAndKind()
    {
        var (entity, unit) = (Invented.Entity(), await Gate.As("D22"));
        await unit.Push(Rows.WageDefaulter(entity));
        var objection = (await unit.Post(CaseCalls.Objections, CaseCalls.ObjectionTo(entity))).Text("id")!;
        var receipt = (await unit.Check(Calls.CheckOf(entity))).Text("receipt");
        var here = new JsonObject { ["matters"] = new JsonArray("*"), ["regions"] = new JsonArray(entity[2..6]) };
        var elsewhere = new JsonObject { ["matters"] = new JsonArray("*"), ["regions"] = new JsonArray("11") };
        var persons = new JsonObject { ["matters"] = new JsonArray("*"), ["subjectKinds"] = new JsonArray("person") };
        foreach (var (limits, sees) in ((JsonObject Limits, bool Sees)[])[(here, true), (elsewhere, false), (persons, false)])
        {
            await Sees(await Gate.With("D22", limits: limits), sees);
        }

        async Task Sees(HttpClient client, bool sees)
        {
            var status = sees ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            await client.Get($"{CaseCalls.Objections}/{objection}", status);
            await client.Get($"/v1/receipts/{receipt}", status);
            await client.Post($"/v1/receipts/{receipt}/replay", new JsonObject(), status);
            Assert.Equal(sees, (await client.Get($"{CaseCalls.Objections}?after={objection[..^1]}")).Each("cases", "id").Contains(objection));
            Assert.Equal(sees, await Tells(client, entity));
            client.Dispose();
        }
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

    /// <summary>Whether the feed says anything about a subject.</summary>
    private static async Task<bool> Tells(HttpClient client, string subject)
    {
        for (var after = ""; ;)
        {
            var page = await client.Get($"/v1/changes?limit=1000{after}");
            if (page.Each("changes", "subject").Contains(subject))
            {
                return true;
            }

            if (!page.GetProperty("more").GetBoolean())
            {
                return false;
            }

            after = $"&after={Uri.EscapeDataString(page.Text("next")!)}";
        }
    }

    private static async Task IsBeyond(HttpClient client, JsonObject check, string code) =>
        Assert.Equal(code, (await client.Post("/v1/checks", check, HttpStatusCode.Forbidden)).Text("code"));
}
