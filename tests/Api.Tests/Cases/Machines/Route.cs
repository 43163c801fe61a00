using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;
using CreditGate.Contracts.Cases;
using CreditGate.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>How one machine is walked through the API: what to call, or how long to wait, for each of its events.</summary>
internal abstract class Route(RunningGate gate, SetClock clock)
{
    public static readonly DateTimeOffset Begin = new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));

    private int _revision = 1;

    /// <summary>States that last no longer than the turn that enters them, and the event by which it goes on.</summary>
    public virtual IReadOnlyDictionary<string, string> Passing { get; } = new Dictionary<string, string>();

    protected string Company { get; } = Invented.Entity();

    protected HttpClient Operator => gate.Operator;

    /// <summary>What lies before the first event.</summary>
    public abstract Task Start(IReadOnlyList<Leap> way);

    /// <summary>Brings an event about.</summary>
    /// <exception cref="NotSupportedException">No call and no time brings it about.</exception>
    public abstract Task Do(Leap leap);

    /// <summary>Where the machine stands, as the API tells it.</summary>
    public abstract Task<string?> State();

    protected static NotSupportedException NoRoute(Leap leap) => new($"{leap.Event} from {leap.From} to {leap.To} has no route.");

    protected Task<HttpClient> As(string organisation) => gate.As(organisation);

    /// <summary>Time passes, and the sweeps see it.</summary>
    protected async Task Wait(int days)
    {
        clock.Now = clock.Now.AddDays(days);
        await gate.Services.GetServices<IHostedService>().OfType<TermSweep>().Single().Sweep(CancellationToken.None);
        while (await gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseSweepGrain>(ICaseSweepGrain.Key).Sweep())
        {
        }
    }

    protected async Task Push(string organisation, JsonObject row) => await (await As(organisation)).Push(row.With("revision", ++_revision));

    protected static JsonObject Ended() => new() { ["on"] = "2026-06-01" };

    /// <summary>The listing of the company, on the list of unpaid wages.</summary>
    protected JsonObject Listing() => Rows.WageDefaulter(Company).With("decidedOn", "2025-04-01").With("basis", "《保障农民工工资支付条例》第48条");

    protected static JsonObject RecordOf(string source, string kind, string number, string? list) =>
        new() { ["source"] = source, ["kind"] = kind, ["number"] = number, ["list"] = list };

    /// <summary>Somebody objects to a record; its unit is to verify it.</summary>
    protected async Task<string> Object(JsonObject record) =>
        (await (await As("D12")).Post(CaseCalls.Objections, CaseCalls.ObjectionTo(Company).With("record", record))).Text("id")!;

    protected async Task Conclude(string objection, string unit, string step)
    {
        await (await As(unit)).Step(CaseCalls.Objections, objection, "start");
        await (await As(unit)).Step(CaseCalls.Objections, objection, step, "示例");
    }

    /// <summary>A repair from its application to its end.</summary>
    protected async Task Repair(JsonObject record, string unit, params string[] lifts)
    {
        var owner = await As(unit);
        var id = (await owner.Post(CaseCalls.Repairs, CaseCalls.RepairOf(Company).With("record", record))).Text("id")!;
        await owner.Post($"{CaseCalls.Repairs}/{id}/steps", CaseCalls.StepBody("accept", null).With("dutiesDone", true));
        await owner.Step(CaseCalls.Repairs, id, "start");
        await owner.Post($"{CaseCalls.Repairs}/{id}/steps", CaseCalls.StepBody("approve", null).With("lifts", new JsonArray([.. lifts.Select(static code => (JsonNode)code)])));
        await owner.Step(CaseCalls.Repairs, id, "publishStatement");
        await Operator.Step(CaseCalls.Repairs, id, "propagate");
        await Operator.Step(CaseCalls.Repairs, id, "close");
    }
}
