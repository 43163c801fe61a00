using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>A promise of a company with three clean years.</summary>
internal sealed class ToleranceRoute(RunningGate gate, SetClock clock) : Route(gate, clock)
{
    private const string Approver = "D12";
    private const string Path = "/v1/commitments";
    private string _id = "";

    public override IReadOnlyDictionary<string, string> Passing { get; } = new Dictionary<string, string> { ["Offered"] = "AcceptWithPromise", ["Supplied"] = "Close" };

    public override async Task Start(IReadOnlyList<Leap> way)
    {
        await Push("D13", Rows.Registration(Company).With("decidedOn", "2015-03-02").With("establishedOn", "2015-03-02"));
        _id = (await (await As(Approver)).Post(Path, new JsonObject
        {
            ["subject"] = Rows.Entity(Company),
            ["matter"] = "MT-A01",
            ["businessNumber"] = "示例许可1号",
            ["essentialsPresent"] = true,
            ["missing"] = new JsonArray(new JsonObject { ["name"] = "示例材料甲" }),
            ["promise"] = new JsonObject { ["kind"] = "commitment", ["reference"] = "示例/承诺书.pdf", ["sha256"] = new string('a', 64) },
            ["promisedOn"] = "2026-06-12",
        })).Text("id")!;
    }

    public override async Task Do(Leap leap)
    {
        switch (leap.Event)
        {
            case "SupplyDocuments":
                await (await As(Approver)).Step(Path, _id, "supplyDocuments");
                break;
            case "PromiseDeadline":
                await Wait(12);
                break;
            case "FoundWrong":
                await Conclude(await Object(RecordOf(Approver, "commitment", _id, null)), Approver, "withdraw");
                break;
            case "Close":
                await Operator.Step(Path, _id, "close");
                break;
            default:
                throw NoRoute(leap);
        }
    }

    public override async Task<string?> State() => (await Operator.Get($"{Path}/{_id}")).Text("state");
}
