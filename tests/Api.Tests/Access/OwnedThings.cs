using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Cases;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Pushes;

namespace CreditGate.Api.Tests.Access;

/// <summary>Something that belongs to an organisation, as the paths of the API's document name it.</summary>
/// <param name="Path">Beginning of its paths, with the parameter.</param>
/// <param name="Owner">May read and change it.</param>
/// <param name="Step">What its changing calls take.</param>
internal sealed record OwnedThing(string Path, string Id, HttpClient Owner, JsonNode Step);

/// <summary>One of every kind, made anew.</summary>
internal static class OwnedThings
{
    public static async Task<OwnedThing[]> Make(RunningGate gate) =>
    [
        await Push(gate), await Receipt(gate), await Objection(gate), await Repair(gate), await Action(gate), await Commitment(gate), await Listing(gate),
    ];

    private static async Task<OwnedThing> Push(RunningGate gate)
    {
        var owner = await gate.As("D22");
        return new("/v1/pushes/{id}", (await owner.PushFile(SentFile.Of(Rows.WageDefaulter(Invented.Entity())))).Text("id")!, owner, new JsonObject());
    }

    private static async Task<OwnedThing> Receipt(RunningGate gate)
    {
        var (owner, uscc) = (await gate.As("D24"), await Listed(gate));
        var answer = await owner.Check(Calls.CheckOf(uscc).With("businessNumber", "示例采购1号"));
        return new("/v1/receipts/{id}", answer.Text("receipt")!, owner, new JsonObject
        {
            ["operator"] = "示例经办人01",
            ["items"] = new JsonArray(new JsonObject { ["code"] = answer.Each("measures", "code")[0], ["action"] = "applied", ["effectiveFrom"] = Days.Ago(0), ["result"] = "示例：已限制" }),
        });
    }

    private static async Task<OwnedThing> Objection(RunningGate gate)
    {
        var (owner, uscc) = (await gate.As("D22"), await Listed(gate));
        return new("/v1/objections/{id}", (await owner.Post(CaseCalls.Objections, CaseCalls.ObjectionTo(uscc))).Text("id")!, owner, CaseCalls.StepBody("start", null));
    }

    private static async Task<OwnedThing> Repair(RunningGate gate)
    {
        var (owner, uscc) = (await gate.As("D22"), await Listed(gate));
        var application = CaseCalls.RepairOf(uscc).With("record", CaseCalls.ObjectionTo(uscc)["record"]!.DeepClone());
        return new("/v1/repairs/{id}", (await owner.Post(CaseCalls.Repairs, application)).Text("id")!, owner, CaseCalls.StepBody("accept", null));
    }

    private static async Task<OwnedThing> Action(RunningGate gate)
    {
        var (owner, uscc) = (await gate.As("D22"), await Listed(gate));
        var action = new JsonObject { ["subject"] = Rows.Entity(uscc), ["record"] = CaseCalls.ObjectionTo(uscc)["record"]!.DeepClone() };
        return new("/v1/actions/{id}", (await owner.Post("/v1/actions", action)).Text("id")!, owner, CaseCalls.StepBody("acknowledge", null));
    }

    private static async Task<OwnedThing> Commitment(RunningGate gate)
    {
        var (owner, uscc) = (await gate.As("D12"), Invented.Entity());
        await (await gate.As("D13")).Push(Rows.Registration(uscc));
        return new("/v1/commitments/{id}", (await owner.Post("/v1/commitments", CaseCalls.PromiseOf(uscc))).Text("id")!, owner, CaseCalls.StepBody("supplyDocuments", null).With("documents", new JsonArray("示例材料甲")));
    }

    private static async Task<OwnedThing> Listing(RunningGate gate)
    {
        var owner = await gate.As("D22");
        return new("/v1/listings/{id}", (await owner.Post(CaseCalls.Listings, CaseCalls.ListingOf(Invented.Entity()))).Text("id")!, owner, CaseCalls.StepBody("notifySubject", null));
    }

    private static async Task<string> Listed(RunningGate gate)
    {
        var uscc = Invented.Entity();
        await (await gate.As("D22")).Push(Rows.WageDefaulter(uscc).With("decidedOn", Days.Ago(400)));
        return uscc;
    }
}
