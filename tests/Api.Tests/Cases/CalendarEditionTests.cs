using System.Globalization;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;
using CreditGate.Contracts.Cases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Cases;

/// <summary>A notice of holidays comes out as an edition while terms run: they are dated anew, once, and nobody is told that he is late by the old calendar.</summary>
public sealed class CalendarEditionTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task RunningTerms_AreDatedAnew_AndToldOnce()
    {
        var clock = new SetClock(Monday);
        await using var gate = await RunningGate.Start(clock);
        var (uscc, unit) = (Invented.Entity(), await gate.As("D13"));
        await unit.Push(Rows.Penalty(uscc).With("decidedOn", "2026-01-05").With("dutiesDone", true));
        await (await gate.As("D22")).Push(Rows.WageDefaulter(uscc).With("decidedOn", "2026-06-03"));
        var repair = (await unit.Post(CaseCalls.Repairs, CaseCalls.RepairOf(uscc))).Text("id")!;
        var objection = (await (await gate.As("D12")).Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc))).Text("id")!;
        Assert.Equal([("T03", "2026-11-26"), ("T04", "2026-12-07")], await Terms(unit, CaseCalls.Repairs, repair));
        Assert.Equal([("T01", "2026-12-14")], await Terms(gate.Operator, CaseCalls.Objections, objection));

        await gate.Operator.Post("/v1/catalogue/editions", await WithHolidays(gate, "2026-11-25", "2026-12-14"));
        await gate.Operator.Post("/v1/catalogue/editions/example-1/publish", new JsonObject { ["startsAt"] = Written(Monday.AddHours(1)) });
        await Sweep(gate);
        Assert.Equal([("T03", "2026-11-26"), ("T04", "2026-12-07")], await Terms(unit, CaseCalls.Repairs, repair));
        clock.Now = Monday.AddHours(2);
        await Sweep(gate);
        await Sweep(gate);

        Assert.Equal([("T03", "2026-11-27"), ("T04", "2026-12-08")], await Terms(unit, CaseCalls.Repairs, repair));
        Assert.Equal([("T01", "2026-12-15")], await Terms(gate.Operator, CaseCalls.Objections, objection));
        Assert.Equal("2026-12-15", (await unit.Check(Calls.CheckOf(uscc))).GetProperty("suspended")[0].Text("due"));
        Assert.Equal(1, await Told(gate, repair, "datesMoved"));
        Assert.Equal(1, await Told(gate, objection, "datesMoved"));

        clock.Now = Midnight("2026-11-27");
        await Sweep(gate);
        Assert.Equal(0, await Told(gate, repair, "overdue"));
        clock.Now = Midnight("2026-11-28");
        await Sweep(gate);
        await Sweep(gate);
        Assert.Equal(1, await Told(gate, repair, "overdue"));
    }

    private static async Task<IEnumerable<(string, string)>> Terms(HttpClient client, string path, string id) =>
        (await client.Get($"{path}/{id}")).GetProperty("deadlines").EnumerateArray().Select(static term => (term.Text("term")!, term.Text("due")!)).ToArray();

    private static async Task<int> Told(RunningGate gate, string id, string step) => (await gate.Operator.Get("/v1/changes?kind=caseMoved&limit=1000")).GetProperty("changes").EnumerateArray()
        .Select(static change => change.GetProperty("case")).Count(moved => moved.Text("id") == id && moved.Text("step") == step);

    private static async Task<JsonObject> WithHolidays(RunningGate gate, params string[] days)
    {
        const string File = "calendar/2026.json";
        var year = JsonNode.Parse((await gate.Operator.Get("/v1/catalogue/editions/2026-04/files")).GetProperty(File).GetRawText())!;
        Array.ForEach(days, day => year["holidays"]!.AsArray().Add(day));
        return new JsonObject { ["id"] = "example-1", ["name"] = new JsonObject { ["zh"] = "示例放假通知", ["en"] = "Example notice of holidays" }, ["files"] = new JsonObject { [File] = year } };
    }

    private static string Written(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static DateTimeOffset Midnight(string day) => new(DateOnly.Parse(day, CultureInfo.InvariantCulture).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));

    private static async Task Sweep(RunningGate gate)
    {
        while (await gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep())
        {
        }
    }
}
