using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>The repair of a penalty whose minimum publicity is served.</summary>
internal sealed class RepairRoute(RunningGate gate, SetClock clock) : Route(gate, clock)
{
    private const string Unit = "D13";
    private string _id = "";

    public override async Task Start(IReadOnlyList<Leap> way)
    {
        await Push(Unit, Rows.Penalty(Company).With("decidedOn", "2025-06-02").With("dutiesDone", true));
        if (way[^1].Event != "ReturnForCorrection")
        {
            await Apply();
        }
    }

    public override async Task Do(Leap leap)
    {
        switch (leap.Event)
        {
            case "ReturnForCorrection":
                await Apply("application");
                break;
            case "Propagate" or "Close":
                await Operator.Step(CaseCalls.Repairs, _id, Api.Cases.CaseText.Name(leap.Event));
                break;
            case "Accept" or "Refuse" or "Start" or "Approve" or "Reject" or "PublishStatement" or "FalseMaterialFound":
                await (await As(Unit)).Step(CaseCalls.Repairs, _id, Api.Cases.CaseText.Name(leap.Event), "示例");
                break;
            default:
                throw NoRoute(leap);
        }
    }

    public override async Task<string?> State() => (await Operator.Get($"{CaseCalls.Repairs}/{_id}")).Text("state");

    private async Task Apply(params string[] materials) => _id = (await (await As("D12")).Post(CaseCalls.Repairs, CaseCalls.RepairOf(Company, materials: materials))).Text("id")!;
}
