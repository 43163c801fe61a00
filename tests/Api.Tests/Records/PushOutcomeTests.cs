using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Pushes;
using Xunit;

namespace CreditGate.Api.Tests.Records;

public sealed class PushOutcomeTests(SharedGate shared)
{
    private readonly string _uscc = Invented.Entity();

    [Fact]
    public async Task Push_CreatesThenLeavesUnchangedThenRevises()
    {
        var source = await shared.Gate.As("D22");
        var created = await Row(source, Rows.WageDefaulter(_uscc).With("revision", 1));
        var unchanged = await Row(source, Rows.WageDefaulter(_uscc).With("revision", 1));
        var revised = await Row(source, Rows.WageDefaulter(_uscc).With("revision", 2).With("reason", "示例：更正"));

        Assert.Equal(["created", "v1"], created.Texts("outcome", "token"));
        Assert.Equal(["unchanged", "v1"], unchanged.Texts("outcome", "token"));
        Assert.Equal(["revised", "v2"], revised.Texts("outcome", "token"));
        Assert.Equal(_uscc, revised.Text("subject"));
    }

    [Fact]
    public async Task Push_LeavesTheNewerRevision_WhenAnOlderOneComesLate()
    {
        var source = await shared.Gate.As("D22");
        await source.Push(Rows.WageDefaulter(_uscc).With("revision", 3).With("removal", new JsonObject { ["on"] = Days.Ago(1) }));

        var late = await Row(source, Rows.WageDefaulter(_uscc).With("revision", 2));

        Assert.Equal(["unchanged", "superseded", "v1"], late.Texts("outcome", "code", "token"));
        Assert.Equal("proceed", (await source.Check(Calls.CheckOf(_uscc))).Text("outcome"));
    }

    [Fact]
    public async Task Push_RejectsTheRow_WhenTheSameRevisionSaysSomethingElse()
    {
        var source = await shared.Gate.As("D22");
        await source.Push(Rows.WageDefaulter(_uscc).With("revision", 1));

        var other = await Row(source, Rows.WageDefaulter(_uscc).With("revision", 1).With("reason", "示例：别的内容"));

        Assert.Equal(["rejected", "revision-conflict"], other.Texts("outcome", "code"));
    }

    [Fact]
    public async Task Push_NeverTouchesTheRecordOfAnotherOrganisation_WhenTheNumberIsTheSame()
    {
        await (await shared.Gate.As("D13")).Push(Rows.Penalty(_uscc, "同号1"));

        var other = await Row(await shared.Gate.As("D16"), Rows.Penalty(_uscc, "同号1").With("withdrawal", new JsonObject { ["on"] = Days.Ago(1) }));

        Assert.Equal("withdrawn", other.Text("outcome"));
        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(_uscc, "MT-A03"));
        var reminder = Assert.Single(answer.GetProperty("reminders").EnumerateArray());
        Assert.Equal("D13", reminder.GetProperty("record").Text("source"));
    }

    [Fact]
    public async Task Push_RejectsTheRow_WhenTheOrganisationDoesNotDesignateForTheList()
    {
        var row = await Row(await shared.Gate.As("D13"), Rows.WageDefaulter(_uscc));

        Assert.Equal("rejected", row.Text("outcome"));
        Assert.Equal(["not-designating-unit"], row.Each("faults", "code"));
    }

    [Fact]
    public async Task Push_RejectsTheRow_WhenASeriousListingForbidsTheRedList()
    {
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(_uscc));

        var red = await Row(await shared.Gate.As("D14"), Rows.Of("listEntry", Rows.Entity(_uscc), "示红1号").With("list", "R01"));

        Assert.Equal(["rejected", "opposite-list"], red.Texts("outcome", "code"));
    }

    [Fact]
    public async Task Push_RejectsOnlyTheRowsOfTheWrongShape()
    {
        var source = await shared.Gate.As("D22");
        JsonNode?[] rows =
        [
            null,
            JsonValue.Create("row"),
            Rows.WageDefaulter(_uscc).With("unknownMember", 1),
            Rows.WageDefaulter(_uscc).With("revision", "1"),
            Rows.WageDefaulter(_uscc).With("linked", new JsonArray((JsonNode?)null)),
            Rows.WageDefaulter(_uscc).With("number", "示\0列"),
            Rows.WageDefaulter(_uscc),
        ];

        var reply = await source.Post("/v1/records", new JsonObject { ["rows"] = new JsonArray(rows) });

        Assert.Equal([.. Enumerable.Repeat("rejected", 6), "created"], reply.Each("rows", "outcome"));
        Assert.Equal((1, 6), (reply.GetProperty("created").GetInt32(), reply.GetProperty("rejected").GetInt32()));
        Assert.Equal(
            ["", "", "unknownMember", "revision", "linked", "number"],
            reply.GetProperty("rows").EnumerateArray().Take(6).Select(static row => row.Each("faults", "field").Single()));
    }

    [Fact]
    public async Task Push_EntersNothingThatANewerSnapshotDidNotName_WhenItsAsOfIsOlder()
    {
        var source = await shared.Gate.As("D41");       // nobody else of these tests pushes as this one
        var named = Invented.Entity();
        await source.PushFile(SentFile.Of(Rows.Penalty(named)) with { Query = "?snapshot=penalty&asOf=2026-06-02T00:00:00%2B08:00" });

        var late = await source.Post("/v1/records", Declared("2026-06-01T00:00:00+08:00", Rows.Penalty(_uscc).With("decidedOn", "2026-05-20"), Rows.Of("permit", Rows.Entity(_uscc), "示许1号").With("decidedOn", "2026-05-20")));
        var newer = await source.Post("/v1/records", Declared("2026-06-03T00:00:00+08:00", Rows.Penalty(_uscc).With("decidedOn", "2026-05-20")));

        Assert.Equal(["unchanged", "created"], late.Each("rows", "outcome"));
        Assert.Equal("superseded", late.GetProperty("rows")[0].Text("code"));
        Assert.Equal(["created"], newer.Each("rows", "outcome"));
    }

    [Fact]
    public async Task Snapshot_LeavesANumberedRecord_WhenAPushRepeatedItAsOfALaterInstant()
    {
        var source = await shared.Gate.As("D42");       // nobody else of these tests pushes as this one
        var row = Rows.Penalty(_uscc).With("decidedOn", "2026-05-20").With("revision", 7);
        await source.Post("/v1/records", Declared("2026-06-01T00:00:00+08:00", (JsonObject)row.DeepClone()));
        var repeated = await source.Post("/v1/records", Declared("2026-06-03T00:00:00+08:00", (JsonObject)row.DeepClone()));
        var again = await source.Post("/v1/records", Declared("2026-06-03T00:00:00+08:00", (JsonObject)row.DeepClone()));

        var older = await source.PushFile(SentFile.Of(Rows.Penalty(Invented.Entity())) with { Query = "?snapshot=penalty&mostWithdrawnPercent=100&asOf=2026-06-02T00:00:00%2B08:00" });
        var stands = Assert.Single((await source.Get($"/v1/subjects/{_uscc}")).GetProperty("records").EnumerateArray());
        var newer = await source.PushFile(SentFile.Of(Rows.Penalty(Invented.Entity())) with { Query = "?snapshot=penalty&mostWithdrawnPercent=100&asOf=2026-06-04T00:00:00%2B08:00" });

        Assert.Equal(["unchanged"], repeated.Each("rows", "outcome"));
        Assert.Equal(repeated.GetProperty("rows")[0].Text("token"), again.GetProperty("rows")[0].Text("token"));
        Assert.Equal(0, older.GetProperty("missing").GetInt32());
        Assert.False(stands.TryGetProperty("withdrawal", out _));
        Assert.True(newer.GetProperty("missing").GetInt32() > 0);
    }

    [Fact]
    public async Task Push_IsRefused_WhenAsOfLiesInTheFutureOrHasNoOffset()
    {
        var body = new JsonObject { ["asOf"] = "2999-01-01T00:00:00Z", ["rows"] = new JsonArray() };
        Assert.Equal(["date-in-future"], (await shared.Gate.Operator.Post("/v1/records", body, HttpStatusCode.UnprocessableEntity)).Each("faults", "code"));

        foreach (var asOf in (string[])["2026-01-01T00:00:00", "2026-01-01", "yesterday"])
        {
            var problem = await shared.Gate.Operator.Post("/v1/records", body.With("asOf", asOf), HttpStatusCode.BadRequest);
            Assert.Equal(["asOf"], problem.Each("faults", "field"));
        }
    }

    [Fact]
    public async Task Push_IsRefused_WhenItHoldsMoreThanTenThousandRows()
    {
        var rows = new JsonArray([.. Enumerable.Range(0, 10_001).Select(static _ => new JsonObject())]);

        var problem = await shared.Gate.Operator.Post("/v1/records", new JsonObject { ["rows"] = rows }, HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["too-many"], problem.Each("faults", "code"));
    }

    [Fact]
    public async Task Push_NeverRepeatsAnIdNumber_WhereverItWasPut()
    {
        var id = Invented.Person().IdNumber;

        var reply = await (await shared.Gate.As("D35")).Push(
            Rows.Of(id, Rows.Entity(_uscc), "1"),
            Rows.Of("penalty", Rows.Entity(_uscc), id),
            Rows.Of("penalty", Rows.Entity(_uscc), "1").With(id, "x"),
            Rows.Of("listEntry", Rows.Entity(_uscc), "1").With("list", id),
            Rows.Of("listEntry", Rows.Entity(_uscc), "1").With("list", "L08").With("facts", new JsonObject { [id] = true }),
            Rows.Of("sceneConsent", Rows.Entity(_uscc), "1").With("scenes", new JsonArray(id)));

        Assert.All(reply.Each("rows", "outcome"), static outcome => Assert.Equal("rejected", outcome));
        Assert.DoesNotContain(id, reply.ToString(), StringComparison.Ordinal);
    }

    private static JsonObject Declared(string asOf, params JsonObject[] rows) => new() { ["asOf"] = asOf, ["rows"] = new JsonArray([.. rows]) };

    private static async Task<JsonElement> Row(HttpClient source, JsonObject row) => (await source.Push(row)).GetProperty("rows")[0];
}
