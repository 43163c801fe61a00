using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;
using Xunit;

namespace CreditGate.Api.Tests.Cases.Machines;

/// <summary>A check, of a listed company where the way goes on to feedback.</summary>
internal sealed class CheckRoute(RunningGate gate, SetClock clock) : Route(gate, clock)
{
    private const string Department = "D24";
    private string _receipt = "";
    private string?[] _codes = [];
    private bool _advises;

    public override IReadOnlyDictionary<string, string> Passing => _advises
        ? new Dictionary<string, string> { ["Requested"] = "Answer", ["Answered"] = "RequiresFeedback", ["FedBack"] = "Close" }
        : new Dictionary<string, string> { ["Requested"] = "Answer" };

    public override async Task Start(IReadOnlyList<Leap> way)
    {
        _advises = way.Any(static leap => leap.Event == "RequiresFeedback");
        if (_advises)
        {
            await Push("D22", Listing());
        }

        var answer = await (await As(Department)).Check(Calls.CheckOf(Company).With("businessNumber", "示例采购1号"));
        (_receipt, _codes) = (answer.Text("receipt")!, [.. answer.Each("measures", "code").Distinct()]);
    }

    public override async Task Do(Leap leap)
    {
        switch (leap.Event)
        {
            case "Feedback":
                await (await As(Department)).Post($"/v1/receipts/{_receipt}/feedback", new JsonObject
                {
                    ["operator"] = "示例经办人01",
                    ["items"] = new JsonArray([.. _codes.Select(static code => (JsonNode)new JsonObject { ["code"] = code, ["action"] = "applied", ["effectiveFrom"] = "2026-06-02", ["result"] = "示例：已限制" })]),
                });
                break;
            case "FeedbackDeadline":
                await Late();
                break;
            default:
                throw NoRoute(leap);
        }
    }

    public override async Task<string?> State() => (await (await As(Department)).Get($"/v1/receipts/{_receipt}/feedback")).Text("state");

    /// <summary>The receipt reaches the ledger a moment after its answer, and the sweep finds what it asks for.</summary>
    private async Task Late()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        await Wait(14);
        while (await State() != "overdue")
        {
            Assert.False(limit.IsCancellationRequested, $"Feedback on {_receipt} was not found late within 30 s.");
            await looks.WaitForNextTickAsync(CancellationToken.None);
            await Wait(0);
        }
    }
}
