using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>An entry from its proposal on; it is in force from ten days after.</summary>
internal sealed class ListEntryRoute(RunningGate gate, SetClock clock) : Route(gate, clock)
{
    private const string Unit = "D22";
    private string _id = "";
    private string _objection = "";

    public override async Task Start(IReadOnlyList<Leap> way) =>
        _id = (await (await As(Unit)).Post(CaseCalls.Listings, CaseCalls.ListingOf(Company).With("listedOn", "2026-06-11"))).Text("id")!;

    public override async Task Do(Leap leap)
    {
        switch (leap.Event)
        {
            case "NotifySubject" or "Decide" or "Discontinue":
                await (await As(Unit)).Step(CaseCalls.Listings, _id, Api.Cases.CaseText.Name(leap.Event), "示例");
                break;
            case "Publish":
                await Operator.Step(CaseCalls.Listings, _id, "publish");
                break;
            case "Activate":
                await Wait(10);
                break;
            case "ObjectionAccepted":
                _objection = await Object(RecordOf(Unit, "listEntry", "示列1号", "L04"));
                break;
            case "Upheld":
                await Conclude(_objection, Unit, "uphold");
                break;
            case "FoundWrong":
                await Conclude(_objection, Unit, "withdraw");
                break;
            case "TermEnded":
                await Wait(3 * 366);
                break;
            case "RepairApproved":
                await Wait(366);
                await Repair(RecordOf(Unit, "listEntry", "示列1号", "L04"), Unit);
                break;
            case "EarlyRemoval":
                await Push(Unit, Listing().With("removal", Ended()));
                break;
            default:
                throw NoRoute(leap);
        }
    }

    public override async Task<string?> State() => (await (await As(Unit)).Get($"{CaseCalls.Listings}/{_id}")).Text("state");
}
