using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Cases;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Contracts.Cases;
using CreditGate.Silo.Evidence;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Persons;

/// <summary>Who saw a person through something else is listed for the person too.</summary>
public sealed class SeenThroughTests(SharedGate shared)
{
    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task RecordOfAnEntity_ThatNamesPersons_IsNotedForEachOfThem_OnceADayForEachCallerAndReason()
    {
        var (uscc, first, second, court) = (Invented.Entity(), Invented.Person(), Invented.Person(), await Gate.As("D34"));
        await court.Push(Rows.ConsumptionOrder(uscc, ("legalRepresentative", first), ("personInCharge", second)));
        using var looker = await Gate.With("D24");
        for (var again = 0; again < 3; again++)
        {
            await looker.Get($"/v1/subjects/{uscc}");
        }

        await looker.Get($"/v1/subjects/{uscc}?{Calls.Why}");
        await looker.Get($"/v1/subjects/{uscc}/timeline");
        await looker.Post("/v1/subjects/lookup", Rows.Entity(uscc));
        using var auditor = await Gate.With("D47", ["audit"]);
        await auditor.Get($"/v1/subjects/{uscc}/as-of?at=2026-06-01T00:00:00Z");

        foreach (var person in (Person[])[first, second])
        {
            var seen = await Seen(person);
            Assert.Equal(["subject", "subject", "timeline", "lookup", "asOf"], seen.Select(static look => look.Text("what")));
            Assert.All(seen, look => Assert.Equal(uscc, look.Text("through")));
            Assert.Equal([null, "示例核查", null, null, null], seen.Select(static look => look.Text("purpose")));
            Assert.Equal([null, "示例办件1号", null, null, null], seen.Select(static look => look.Text("businessNumber")));
        }

        var bad = await looker.Get($"/v1/subjects/{uscc}?purpose={Uri.EscapeDataString("示例核查")}&businessNumber={new string('9', 300)}", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["businessNumber"], bad.Each("faults", "field"));
    }

    [Fact]
    public async Task CaseOfAPerson_IsNoted_ByItselfInAListAndItsRestoration()
    {
        var (person, court) = (Invented.Person(), await Gate.As("D34"));
        await court.Push(Rows.JudgmentDefaulter(person));
        var id = (await court.Post(CaseCalls.Objections, CaseCalls.ObjectionTo("").With("subject", Rows.Named(person)).With("record", Listing))).Text("id")!;
        await court.Step(CaseCalls.Objections, id, "start");
        await court.Step(CaseCalls.Objections, id, "withdraw", "示例：主体有误");
        using var reader = await Gate.With("D34", ["object"]);
        for (var again = 0; again < 2; again++)
        {
            await reader.Get($"{CaseCalls.Objections}/{id}");
            Assert.Contains(id, (await reader.Get(CaseCalls.Objections)).Each("cases", "id"));
            await reader.Get($"{CaseCalls.Objections}/{id}/restoration");
        }

        await (await Gate.As("D24")).Get($"{CaseCalls.Objections}/{id}", HttpStatusCode.NotFound);       // who is shown nothing has seen nobody

        var seen = await Seen(person);
        Assert.Equal([("case", id), ("restoration", id)], seen.Select(static look => (look.Text("what"), look.Text("through"))));
        Assert.Single(seen.Select(static look => look.Text("credential")).Distinct());
    }

    [Fact]
    public async Task ReceiptOfAnother_IsNoted_HoweverItIsRead_AndOnesOwnIsNot()
    {
        var (person, named, court, asker) = (Invented.Person(), Invented.Person(), await Gate.As("D34"), await Gate.As("D24"));
        await court.Push(Rows.JudgmentDefaulter(person), Rows.JudgmentDefaulter(named));
        var check = Calls.CheckOf(person).With("linked", new JsonArray(new JsonObject { ["role"] = "legalRepresentative", ["person"] = Rows.One(named) }));
        var receipt = (await asker.Check(check)).Text("receipt")!;
        using var auditor = await Gate.With("D47", ["audit"]);
        await Pushes.PushCalls.Until("the receipt is sealed", async () =>
        {
            await Gate.Services.GetRequiredService<EvidenceService>().Turn(TestContext.Current.CancellationToken);
            return (await auditor.GetAsync($"/v1/evidence/proofs?receipt={receipt}", TestContext.Current.CancellationToken)).IsSuccessStatusCode;
        });
        foreach (var reader in (HttpClient[])[asker, auditor])
        {
            await reader.Get($"/v1/receipts/{receipt}");
            await reader.Get($"/v1/receipts/{receipt}/report");
            await reader.Post($"/v1/receipts/{receipt}/replay", new JsonObject());
        }

        foreach (var one in (Person[])[person, named])
        {
            var seen = await Seen(one);
            Assert.Equal(["proof", "receipt", "report", "replay"], seen.Select(static look => look.Text("what")));
            Assert.All(seen, look => Assert.Equal(("D47", receipt), (look.Text("organisation"), look.Text("through"))));
        }
    }

    [Fact]
    public async Task Preview_HasNoReceipt_AndIsNotedForEachPersonItRestsOn()
    {
        var (person, named, court) = (Invented.Person(), Invented.Person(), await Gate.As("D34"));
        await court.Push(Rows.JudgmentDefaulter(person), Rows.JudgmentDefaulter(named));
        using var asker = await Gate.With("D24", ["report"], new JsonObject { ["matters"] = new JsonArray("*") });
        await asker.Post("/v1/checks/preview", Calls.CheckOf(person).With("linked", new JsonArray(new JsonObject { ["role"] = "legalRepresentative", ["person"] = Rows.One(named) })));

        foreach (var one in (Person[])[person, named])
        {
            Assert.Equal(["preview", "示例任职核查", "示例办件1号"], Assert.Single(await Seen(one, "preview")).Texts("what", "purpose", "businessNumber"));
        }
    }

    [Fact]
    public async Task CheckThatNamesThePersonBesideAnother_StandsAmongTheChecks_PageByPage()
    {
        var (uscc, person, court, asker) = (Invented.Entity(), Invented.Person(), await Gate.As("D34"), await Gate.As("D24"));
        await court.Push(Rows.JudgmentDefaulter(person));
        var beside = Calls.CheckOf(uscc, "MT-B01").With("businessNumber", "示例登记1号").With("purpose", "示例任职核查")
            .With("linked", new JsonArray(new JsonObject { ["role"] = "legalRepresentative", ["person"] = Rows.One(person) }));
        string?[] receipts =
        [
            (await asker.Check(Calls.CheckOf(person))).Text("receipt"), (await asker.Check(beside)).Text("receipt"), (await asker.Check(Calls.CheckOf(person))).Text("receipt"),
        ];
        var key = await KeyOf(person);
        await Pushes.PushCalls.Until("the receipts were looked through", async () =>
        {
            await Gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep();
            return (await Gate.Operator.Get($"/v1/subjects/{key}/views")).GetProperty("checks").GetArrayLength() == receipts.Length;
        });

        var found = new List<JsonElement>();
        for (string? next = ""; next is not null && found.Count < 10;)
        {
            var page = await Gate.Operator.Get($"/v1/subjects/{key}/views?limit=1{(next is "" ? "" : $"&after={next}")}");
            found.AddRange(page.GetProperty("checks").EnumerateArray());
            next = page.Text("next");
        }

        // Two checks of one millisecond stand in the order of their numbers, which need not be that of the asking.
        Assert.Equal(receipts.Order(StringComparer.Ordinal), found.Select(static check => check.Text("receipt")));
        Assert.Equal([receipts[1]], found.Where(static check => check.Text("beside") is not null).Select(static check => check.Text("receipt")));
        Assert.Equal([uscc, "示例任职核查", "示例登记1号"], found.Single(check => check.Text("receipt") == receipts[1]).Texts("beside", "purpose", "businessNumber"));
    }

    private static JsonObject Listing => new() { ["source"] = "D34", ["kind"] = "listEntry", ["number"] = "示执2号", ["list"] = "L01" };

    private async Task<string> KeyOf(Person person) => (await Gate.Operator.Post("/v1/subjects/lookup", Calls.Lookup(person))).Text("key")!;

    /// <summary>What was seen of a person through something else, or in one way.</summary>
    private async Task<JsonElement[]> Seen(Person person, string? what = null)
    {
        var views = await Gate.Operator.Get($"/v1/subjects/{await KeyOf(person)}/views");
        return [.. views.GetProperty("looks").EnumerateArray().Where(look => what is null ? look.Text("through") is not null : look.Text("what") == what)];
    }
}
