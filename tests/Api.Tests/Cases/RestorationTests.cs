using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;
using CreditGate.Contracts.Cases;
using CreditGate.Silo.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>A listing that was wrong, with three refusals that rested on it.</summary>
public sealed class RestorationTests
{
    [Fact]
    public async Task Restoration_FindsEveryPastAnswer_TellsEachDepartment_AndIsWorkedOff()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var gate = await RunningGate.Start(clock);
        var (uscc, provider) = (Invented.Entity(), await gate.As("D22"));
        var row = Rows.WageDefaulter(uscc).With("decidedOn", "2026-05-06");
        await provider.Push(row);
        var refused = new List<string?>();
        foreach (var (organisation, matter) in ((string, string)[])[("D24", "MT-C01"), ("D24", "MT-C01"), ("D23", "MT-D01")])
        {
            refused.Add((await (await gate.As(organisation)).Check(Calls.CheckOf(uscc, matter).With("businessNumber", "示例采购1号"))).Text("receipt"));
        }

        clock.Now = clock.Now.AddHours(1);
        var id = (await (await gate.As("D12")).Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc))).Text("id")!;
        await (await gate.As("D14")).Check(Calls.CheckOf(uscc));
        await provider.Step(CaseCalls.Objections, id, "start");
        Assert.Equal(HttpStatusCode.NotFound, (await provider.GetAsync($"{CaseCalls.Objections}/{id}/restoration", TestContext.Current.CancellationToken)).StatusCode);
        await provider.Step(CaseCalls.Objections, id, "withdraw", "示例：主体有误");

        await Shipped(gate, provider, id, refused.Count);
        clock.Now = clock.Now.AddMinutes(1);
        await gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep();

        var found = await provider.Get($"{CaseCalls.Objections}/{id}/restoration");
        Assert.Equal(refused.Order(), found.Each("answers", "receipt").Order());
        Assert.All(found.Each("answers", "reliance"), static reliance => Assert.Equal("measure", reliance));
        var tasks = (await provider.Get($"{CaseCalls.Objections}/{id}")).GetProperty("objection").GetProperty("restoration");
        Assert.Equal([("D23", 1), ("D24", 2)], tasks.EnumerateArray().Select(static task => (task.Text("organisation")!, task.GetProperty("answers").GetInt32())));
        var told = (await gate.Operator.Get("/v1/changes?department=D24&kind=caseMoved")).GetProperty("changes").EnumerateArray().Last().GetProperty("case");
        Assert.Equal("restorationOpened", told.Text("step"));

        var relied = await gate.As("D24");
        Assert.Equal(2, (await relied.Get($"{CaseCalls.Objections}/{id}/restoration")).GetProperty("answers").GetArrayLength());
        await relied.Step(CaseCalls.Objections, id, "restored", "示例：已恢复投标资格");
        await relied.Step(CaseCalls.Objections, id, "restored", "示例", HttpStatusCode.Conflict);
        Assert.Equal("proceed", (await relied.Check(Calls.CheckOf(uscc))).Text("outcome"));

        await gate.Operator.Step(CaseCalls.Objections, id, "notifyApplicant");
        Assert.Equal("closed", (await gate.Operator.Step(CaseCalls.Objections, id, "close")).Text("state"));
        var late = await gate.As("D23");
        Assert.Equal([id], (await late.Get($"{CaseCalls.Objections}?open=true")).Each("cases", "id"));
        clock.Now = clock.Now.AddDays(30);
        await gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep();
        Assert.Equal("overdue", (await gate.Operator.Get("/v1/changes?department=D23&kind=caseMoved")).GetProperty("changes").EnumerateArray().Last().GetProperty("case").Text("step"));
        await late.Step(CaseCalls.Objections, id, "restored", "示例：已恢复申报资格");
        Assert.Empty((await late.Get($"{CaseCalls.Objections}?open=true")).Each("cases", "id"));
    }

    /// <summary>A company's check named a person whose record was wrong: that answer is found too, and only there where it was about that person.</summary>
    [Fact]
    public async Task Restoration_FindsChecksOfOthers_ThatNamedThePerson()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var gate = await RunningGate.Start(clock);
        var (person, other, court, registrar) = (Invented.Person(), Invented.Person(), await gate.As("D34"), await gate.As("D13"));
        await court.Push(Rows.JudgmentDefaulter(person).With("decidedOn", "2026-05-06"), Rows.JudgmentDefaulter(other).With("decidedOn", "2026-05-06"));
        var named = await registrar.Check(Naming(person));
        await registrar.Check(Naming(other));
        Assert.Equal("legalRepresentative", named.GetProperty("measures")[0].GetProperty("on").Text("role"));

        clock.Now = clock.Now.AddHours(1);
        var objection = CaseCalls.ObjectionTo("").With("subject", Rows.Named(person))
            .With("record", new JsonObject { ["source"] = "D34", ["kind"] = "listEntry", ["number"] = "示执2号", ["list"] = "L01" });
        var id = (await (await gate.As("D12")).Post(CaseCalls.Objections, objection)).Text("id")!;
        await court.Step(CaseCalls.Objections, id, "start");
        await court.Step(CaseCalls.Objections, id, "withdraw", "示例：主体有误");
        clock.Now = clock.Now.AddMinutes(1);
        await Tasks(gate, court, id, [("D13", 1)]);

        Assert.Equal([named.Text("receipt")], (await court.Get($"{CaseCalls.Objections}/{id}/restoration")).Each("answers", "receipt"));
        Assert.Equal([named.Text("receipt")], (await registrar.Get($"{CaseCalls.Objections}/{id}/restoration")).Each("answers", "receipt"));
    }

    private static JsonObject Naming(Person person) => Calls.CheckOf(Invented.Entity(), "MT-B01").With("businessNumber", "示例登记1号").With("purpose", "示例任职核查")
        .With("linked", new JsonArray(new JsonObject { ["role"] = "legalRepresentative", ["person"] = Rows.One(person) }));

    /// <summary>Sweeps once the receipts have left the spool.</summary>
    private static async Task Tasks(RunningGate gate, HttpClient provider, string id, (string, int)[] expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (gate.Services.GetRequiredService<ReceiptSpool>().Depth > 0)
        {
            Assert.False(limit.IsCancellationRequested, $"The receipts did not reach the ledger of {gate.Address} within 30 s.");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }

        await gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep();
        var tasks = (await provider.Get($"{CaseCalls.Objections}/{id}")).GetProperty("objection").GetProperty("restoration");
        Assert.Equal(expected, tasks.EnumerateArray().Select(static task => (task.Text("organisation")!, task.GetProperty("answers").GetInt32())));
    }

    /// <summary>Receipts reach the ledger a moment after their answers.</summary>
    private static async Task Shipped(RunningGate gate, HttpClient provider, string id, int receipts)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await provider.Get($"{CaseCalls.Objections}/{id}/restoration")).GetProperty("answers").GetArrayLength() < receipts)
        {
            Assert.False(limit.IsCancellationRequested, $"The receipts did not reach the ledger of {gate.Address} within 30 s.");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
