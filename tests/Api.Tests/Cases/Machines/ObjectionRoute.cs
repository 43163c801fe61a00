using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>An objection to a listing; a repeated one where that is what the way is about.</summary>
internal sealed class ObjectionRoute(RunningGate gate, SetClock clock) : Route(gate, clock)
{
    private const string Unit = "D22";
    private string _id = "";

    private bool _isIncomplete;

    public override IReadOnlyDictionary<string, string> Passing => _isIncomplete
        ? new Dictionary<string, string> { ["Submitted"] = "ReturnForCorrection" }
        : new Dictionary<string, string> { ["Submitted"] = "Accept", ["Accepted"] = "Annotate" };

    private static JsonObject Record => RecordOf(Unit, "listEntry", "示列1号", "L04");

    public override async Task Start(IReadOnlyList<Leap> way)
    {
        await Push(Unit, Listing());
        if (way.Any(static leap => leap.Event == "RefuseRepeated"))
        {
            await Conclude(await Object(Record), Unit, "uphold");
        }

        _isIncomplete = way[0].Event == "ReturnForCorrection";
        string[] materials = _isIncomplete ? ["application"] : [];
        _id = (await (await As("D12")).Post(CaseCalls.Objections, CaseCalls.ObjectionTo(Company, materials: materials))).Text("id")!;
    }

    public override async Task Do(Leap leap)
    {
        switch (leap.Event)
        {
            case "Start" or "Withdraw" or "Uphold" or "RefuseRepeated":
                await (await As(Unit)).Step(CaseCalls.Objections, _id, Api.Cases.CaseText.Name(leap.Event), "示例");
                break;
            case "Correct":
                await Push(Unit, Listing().With("reason", "示例：更正"));
                await (await As(Unit)).Step(CaseCalls.Objections, _id, "correct");
                break;
            case "NotifyApplicant" or "Close":
                await Operator.Step(CaseCalls.Objections, _id, Api.Cases.CaseText.Name(leap.Event));
                break;
            default:
                throw NoRoute(leap);
        }
    }

    public override async Task<string?> State() => (await Operator.Get($"{CaseCalls.Objections}/{_id}")).Text("state");
}
