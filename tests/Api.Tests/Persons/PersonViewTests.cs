using System.Net;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Persons;

/// <summary>Persons are looked at for a purpose and a case, and can learn who did.</summary>
public sealed class PersonViewTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task Views_AreListedForThePerson_WithWhoWhenWhatAndWhy()
    {
        var (person, court, looker) = (Invented.Person(), await Gate.As("D34"), await Gate.As("D24"));
        await court.Push(Rows.JudgmentDefaulter(person));
        var receipt = (await looker.Check(Calls.CheckOf(person))).Text("receipt");
        var key = (await looker.Post("/v1/subjects/lookup", Calls.Lookup(person))).Text("key");
        await looker.Get($"/v1/subjects/{key}?{Calls.Why}");
        await looker.Get($"/v1/subjects/{key}/timeline?{Calls.Why}");
        await court.Get($"/v1/subjects/{key}/publicity?{Calls.Why}");
        await court.Get($"/v1/subjects/{key}/repair-notice?source=D34&number={Uri.EscapeDataString("示执2号")}&list=L01&{Calls.Why}");
        using var auditor = await Gate.With("D47", ["audit"]);
        await auditor.Get($"/v1/subjects/{key}/as-of?at=2026-06-01T00:00:00Z&{Calls.Why}");

        await Pushes.PushCalls.Until("the receipt has reached the ledger", async () => (await auditor.Get($"/v1/subjects/{key}/views")).GetProperty("checks").GetArrayLength() == 1);
        var views = await auditor.Get($"/v1/subjects/{key}/views");

        Assert.Equal(["lookup", "subject", "timeline", "publicity", "repairNotice", "asOf"], views.Each("looks", "what"));
        Assert.Equal(["D24", "D24", "D24", "D34", "D34", "D47"], views.Each("looks", "organisation"));
        Assert.All(views.GetProperty("looks").EnumerateArray(), static look => Assert.Equal(["示例核查", "示例办件1号"], look.Texts("purpose", "businessNumber")));
        Assert.Equal([(receipt, "示例任职核查")], views.Each("checks", "receipt").Zip(views.Each("checks", "purpose")));
        await looker.Get($"/v1/subjects/{key}/views", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Persons_AreNotShown_WithoutPurposeAndCase_AndNothingIsNoted()
    {
        var (person, court) = (Invented.Person(), await Gate.As("D34"));
        await court.Push(Rows.JudgmentDefaulter(person));
        var key = (await court.Check(Calls.CheckOf(person))).GetProperty("subject").Text("key");

        foreach (var path in (string[])["", "/timeline", "/publicity", "/repair-notice?source=D34&number=1"])
        {
            var problem = await court.Get($"/v1/subjects/{key}{path}", HttpStatusCode.UnprocessableEntity);
            Assert.Equal([("purpose", "missing"), ("businessNumber", "missing")], problem.Each("faults", "field").Zip(problem.Each("faults", "code")));
        }

        Assert.Equal(["purpose", "businessNumber"], (await court.Post("/v1/subjects/lookup", Rows.Named(person), HttpStatusCode.UnprocessableEntity)).Each("faults", "field"));
        using var unknown = await court.GetAsync($"/v1/subjects/p-{Guid.NewGuid():N}?{Calls.Why}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Empty((await Gate.Operator.Get($"/v1/subjects/{key}/views")).GetProperty("looks").EnumerateArray());
    }

    [Fact]
    public async Task Views_StayAfterARestart()
    {
        var first = await RunningGate.Start();
        var person = Invented.Person();
        await (await first.As("D34")).Push(Rows.JudgmentDefaulter(person));
        var key = (await first.Operator.Post("/v1/subjects/lookup", Calls.Lookup(person))).Text("key");
        await first.Stop();

        await using var second = await RunningGate.Start(directory: first.Directory);

        Assert.Equal(["lookup"], (await second.Operator.Get($"/v1/subjects/{key}/views")).Each("looks", "what"));
    }
}
