using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>A penalty, or the permit that alone has no minimum; a minor penalty where it is to be reported and no more.</summary>
internal sealed class PublicityRoute(RunningGate gate, SetClock clock) : Route(gate, clock)
{
    private const string Unit = "D13";
    private bool _isPermit;
    private bool _isMinor;
    private string? _rejected;

    public override IReadOnlyDictionary<string, string> Passing =>
        _isMinor ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Reported"] = "Publish" };

    public override Task Start(IReadOnlyList<Leap> way)
    {
        _isPermit = way[^1] is { From: "Published", Event: "MaximumPeriod" };
        _isMinor = way[^1] is { To: "Reported" } or { From: "Reported", Event: not "Publish" };
        return Task.CompletedTask;
    }

    public override async Task Do(Leap leap)
    {
        switch (leap.Event)
        {
            case "Report":
                await Push(Unit, Row());
                break;
            case "ValidationFailed":
                _rejected = (await (await As(Unit)).Push(Row().With("number", "示罚2号").With("severity", "示例"))).GetProperty("rows")[0].Text("outcome");
                break;
            case "MinimumPeriod":
                await Wait(93);
                break;
            case "MaximumPeriod":
                await Wait(366);
                break;
            case "RepairApproved":
                await Repair(RecordOf(Unit, "penalty", "示罚1号", null), Unit);
                break;
            case "DecisionWithdrawn":
                await Push(Unit, Row().With("withdrawal", Ended()));
                break;
            default:
                throw NoRoute(leap);
        }
    }

    public override async Task<string?> State()
    {
        using var response = await Operator.GetAsync($"/v1/subjects/{Company}/publicity", Xunit.TestContext.Current.CancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return "decided";       // the platform has not heard of it
        }

        var shown = await response.Body(HttpStatusCode.OK);
        return _rejected == "rejected" ? "invalid"
            : shown.GetProperty("records").GetArrayLength() > 0 ? shown.GetProperty("records")[0].Text("state")
            : shown.GetProperty("statements").GetArrayLength() > 0 ? "repaired" : "withdrawn";
    }

    private JsonObject Row() => _isPermit
        ? Rows.Of("permit", Rows.Entity(Company), "示许1号").With("title", "示例许可").With("decidedOn", "2026-06-01").With("until", "2026-09-01")
        : Rows.Penalty(Company).With("decidedOn", "2026-06-01").With("dutiesDone", true).With("severity", _isMinor ? "minor" : "general");
}
