using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Subjects;

public sealed class SubjectTests(SharedGate shared)
{
    private readonly string _uscc = Invented.Entity();

    [Fact]
    public async Task Get_ShowsStatusesAndRecords_ByCode()
    {
        await Pushed("D13", Rows.Registration(_uscc));
        await Pushed("D22", Rows.WageDefaulter(_uscc));

        var subject = await shared.Gate.Operator.Get($"/v1/subjects/{_uscc.ToLowerInvariant()}");

        Assert.Equal([_uscc, "示例有限公司", "v2"], subject.Texts("key", "name", "token"));
        Assert.Equal(["seriousListed"], subject.Each("statuses", "code"));
        Assert.Equal(["registration", "listEntry"], subject.Each("records", "kind"));
    }

    [Theory]
    [InlineData("repair", "case", "decidedOn")]
    [InlineData("withdrawal", "reason", "on")]
    public async Task Get_DoesNotShowTheRecord_OnceItIsRepairedOrWithdrawn(string mark, string text, string day)
    {
        var number = $"示列{mark}号";
        await Pushed("D22", Rows.WageDefaulter(_uscc, number).With("revision", 1));
        await Pushed("D22", Rows.WageDefaulter(_uscc, number).With("revision", 2).With(mark, new JsonObject { [text] = "示例", [day] = Days.Ago(1) }));

        var subject = await shared.Gate.Operator.Get($"/v1/subjects/{_uscc}");
        var timeline = await shared.Gate.Operator.Get($"/v1/subjects/{_uscc}/timeline");

        Assert.Empty(subject.GetProperty("records").EnumerateArray());
        Assert.DoesNotContain("seriousListed", subject.Each("statuses", "code"));
        Assert.Equal(2, timeline.GetProperty("events").GetArrayLength());
        Assert.All(timeline.GetProperty("events").EnumerateArray(), static entry => Assert.False(entry.TryGetProperty("content", out _)));
        Assert.DoesNotContain("basis", timeline.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeline_TellsWhatHappened_OldestFirst()
    {
        await Pushed("D22", Rows.WageDefaulter(_uscc).With("revision", 1));
        await Pushed("D22", Rows.WageDefaulter(_uscc).With("revision", 2));
        await Pushed("D22", Rows.WageDefaulter(_uscc).With("revision", 3).With("reason", "示例"));

        var timeline = await shared.Gate.Operator.Get($"/v1/subjects/{_uscc}/timeline");

        var events = timeline.GetProperty("events");
        Assert.Equal(["recordPushed", "recordConfirmed", "recordPushed"], timeline.Each("events", "event"));
        Assert.Equal([1, 2, 3], events.EnumerateArray().Select(static entry => entry.GetProperty("version").GetInt64()));
        Assert.Equal("listEntry", events[0].GetProperty("content").Text("kind"));
        Assert.StartsWith("D22-", events[0].Text("actor"));
    }

    [Fact]
    public async Task Lookup_FindsThePerson_ByNameAndNumberOnly()
    {
        var person = Invented.Person();
        await Pushed("D34", Rows.JudgmentDefaulter(person));

        var found = await shared.Gate.Operator.Post("/v1/subjects/lookup", Calls.Lookup(person));
        Assert.StartsWith("p-", found.Text("key"));
        Assert.Equal(found.ToString(), WithoutConfirmation(found, await shared.Gate.Operator.Get($"/v1/subjects/{found.Text("key")}?{Calls.Why}")));
        await shared.Gate.Operator.Post("/v1/subjects/lookup", Calls.Lookup(person with { Name = "示例别" }), HttpStatusCode.NotFound);
        await shared.Gate.Operator.Post("/v1/subjects/lookup", Calls.Lookup(Invented.Person()), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/timeline")]
    public async Task Get_Is404_WhenNobodyToldOfTheSubject(string rest)
    {
        var response = await shared.Gate.Operator.GetAsync($"/v1/subjects/{_uscc}{rest}", TestContext.Current.CancellationToken);

        await response.Problem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/timeline")]
    public async Task Get_RefusesAnIdNumberInTheUrl_WithoutRepeatingIt(string rest)
    {
        var id = Invented.Person().IdNumber;
        var fullWidth = string.Concat(id.Select(static digit => (char)(digit - '0' + '０')));
        foreach (var written in (string[])[id, Uri.EscapeDataString(fullWidth)])
        {
            var problem = await shared.Gate.Operator.Get($"/v1/subjects/{written}{rest}", HttpStatusCode.UnprocessableEntity);

            Assert.Equal(["id-number-in-url"], problem.Each("faults", "code"));
            Assert.DoesNotContain(id, problem.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_SaysWhatIsWrong_WhenTheCodeIs()
    {
        var problem = await shared.Gate.Operator.Get($"/v1/subjects/{_uscc[..17]}", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["uscc-length"], problem.Each("faults", "code"));
    }

    private static string WithoutConfirmation(JsonElement wanted, JsonElement got) =>
        got.ToString().Replace(got.Text("confirmedAt")!, wanted.Text("confirmedAt"), StringComparison.Ordinal);

    private async Task Pushed(string source, JsonObject row) =>
        Assert.Contains((await (await shared.Gate.As(source)).Push(row)).GetProperty("rows")[0].Text("outcome"), (string[])["created", "revised", "unchanged", "withdrawn"]);
}
