using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>A task that a joint action on a listed company gives to one department.</summary>
internal sealed class JointActionRoute(RunningGate gate, SetClock clock) : Route(gate, clock)
{
    private const string Unit = "D22";
    private const string Department = "D24";
    private const string Rule = "P03";
    private string _id = "";
    private string _objection = "";

    public override IReadOnlyDictionary<string, string> Passing { get; } = new Dictionary<string, string> { ["Initiated"] = "Push" };

    private static JsonObject Record => RecordOf(Unit, "listEntry", "示列1号", "L04");

    public override async Task Start(IReadOnlyList<Leap> way)
    {
        await Push(Unit, Listing());
        _id = (await (await As(Unit)).Post(CaseCalls.Actions, new JsonObject { ["subject"] = Rows.Entity(Company), ["record"] = Record })).Text("id")!;
    }

    public override async Task Do(Leap leap)
    {
        switch (leap.Event)
        {
            case "Acknowledge" or "Start" or "Feedback":
                await (await As(Department)).Post($"{CaseCalls.Actions}/{_id}/steps", CaseCalls.StepBody(Api.Cases.CaseText.Name(leap.Event), "示例").With("rule", Rule));
                break;
            case "ObjectionAccepted":
                _objection = await Object(Record);
                break;
            case "Upheld":
                await Conclude(_objection, Unit, "uphold");
                break;
            case "FoundWrong" when leap.From == "Suspended":
                await Conclude(_objection, Unit, "withdraw");
                break;
            case "FoundWrong":
                await Push(Unit, Listing().With("withdrawal", Ended()));
                break;
            case "RecordRemoved":
                await Push(Unit, Listing().With("removal", Ended()));
                break;
            case "RepairApproved" when leap.To == "Eased":
                await Repair(Record, Unit, "M01.03");
                break;
            case "RepairApproved":
                await Repair(Record, Unit);
                break;
            case "TermEnded":
                await Wait(3 * 366);
                break;
            default:
                throw NoRoute(leap);
        }
    }

    public override async Task<string?> State() => (await (await As(Department)).Get($"{CaseCalls.Actions}/{_id}")).GetProperty("action").GetProperty("tasks").EnumerateArray()
        .Single(static task => task.Text("department") == Department && task.Text("rule") == Rule).Text("state");
}
