using System.Net;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;
using CreditGate.Contracts.Cases;
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
