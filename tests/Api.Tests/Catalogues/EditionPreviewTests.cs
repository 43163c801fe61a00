using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Scenarios;
using Xunit;

namespace CreditGate.Api.Tests.Catalogues;

/// <summary>A preview of an edition over all subjects, against what checks answer once it is published.</summary>
public sealed class EditionPreviewTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Start = Monday.AddHours(1);

    [Fact]
    public async Task Preview_ForetellsWhatEveryCheckAnswers_AfterThePublication()
    {
        var clock = new SetClock(Monday);
        await using var gate = await RunningGate.Start(clock);
        var subjects = await Subjects(gate, 48);
        var matters = (await gate.Operator.Get("/v1/catalogue")).Each("matters", "code").Select(static code => code!).ToArray();
        await gate.Operator.Post("/v1/catalogue/editions", await Changed(gate));
        await gate.Operator.Post("/v1/catalogue/editions/example-1/publish", new JsonObject { ["startsAt"] = Written(Start) });

        var preview = await Ended(gate, await gate.Operator.Post("/v1/catalogue/editions/example-1/preview", new JsonObject { ["examples"] = 1_000 }));
        clock.Now = Start.AddTicks(-1);
        var before = await Answers(gate, subjects, matters);
        clock.Now = Start;
        var after = await Answers(gate, subjects, matters);

        Assert.Equal(("completed", "2026-04", subjects.Count), (preview.Text("state"), preview.Text("before"), (int)preview.GetProperty("subjects").GetInt64()));
        var expected = ChangedAnswers.Between(before, after);
        Assert.True(expected.Changes.Count > 20, "The edition changes too little to show anything.");
        Assert.Equal(expected.Changes, ChangedAnswers.Foretold(preview));
        Assert.Equal(expected.Subjects, preview.GetProperty("changed").GetInt64());
        Assert.All(after, static answer => Assert.Equal("example-1", answer.Value.Text("edition")));
    }

    [Fact]
    public async Task Sample_IsTheSameEachTime_AndNamesNoPerson()
    {
        await using var gate = await RunningGate.Start(new SetClock(Monday));
        await Subjects(gate, 24);
        await gate.Operator.Post("/v1/catalogue/editions", await Changed(gate));
        var asked = new JsonObject { ["sample"] = 10, ["examples"] = 1_000, ["at"] = Written(Start) };

        var one = await Ended(gate, await gate.Operator.Post("/v1/catalogue/editions/example-1/preview", asked));
        var other = await Ended(gate, await gate.Operator.Post("/v1/catalogue/editions/example-1/preview", asked));
        var all = await Ended(gate, await gate.Operator.Post("/v1/catalogue/editions/example-1/preview", new JsonObject { ["examples"] = 1_000 }));

        Assert.Equal(10, one.GetProperty("subjects").GetInt64());
        Assert.Equal(ChangedAnswers.Foretold(one), ChangedAnswers.Foretold(other));
        Assert.Equal(one.GetProperty("matters").GetRawText(), other.GetProperty("matters").GetRawText());
        Assert.DoesNotContain("p-", all.GetProperty("matters").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_IsRefused_NamingEachField()
    {
        await using var gate = await RunningGate.Start(new SetClock(Monday));
        await gate.Operator.Post("/v1/catalogue/editions", await Changed(gate));
        var faulty = new JsonObject { ["sample"] = 0, ["examples"] = -1, ["matters"] = new JsonArray("MT-C01", "MT-X99") };

        var problem = await (await gate.Operator.Send("/v1/catalogue/editions/example-1/preview", faulty.ToJsonString())).Problem(HttpStatusCode.UnprocessableEntity, "validation");

        Assert.Equal(["matters[1]", "sample", "examples"], problem.Each("faults", "field"));
        await (await gate.Operator.Send("/v1/catalogue/editions/example-9/preview", "{}")).Problem(HttpStatusCode.NotFound, "not-found");
    }

    /// <summary>Entities and persons with records of several kinds, in an order that a seed gives.</summary>
    private static async Task<List<JsonObject>> Subjects(RunningGate gate, int count)
    {
        var random = new Random(20261123);
        var (wages, courts, market) = (await gate.As("D22"), await gate.As("D34"), await gate.As("D13"));
        var subjects = new List<JsonObject>();
        for (var number = 0; number < count; number++)
        {
            var day = Days.Written(new DateOnly(2026, 11, 1).AddDays(-random.Next(600)));
            if (number % 4 == 3)
            {
                var person = Invented.Person();
                await courts.Push(Rows.JudgmentDefaulter(person).With("decidedOn", day));
                subjects.Add(Calls.CheckOf(person));
                continue;
            }

            var uscc = Invented.Entity();
            await market.Push(Rows.Registration(uscc).With("decidedOn", "2019-01-02").With("establishedOn", "2019-01-02"));
            _ = (number % 4, random.Next(2)) switch
            {
                (0, _) => await wages.Push(Rows.WageDefaulter(uscc).With("decidedOn", day)),
                (1, 0) => await market.Push(Rows.Penalty(uscc).With("decidedOn", day)),
                (1, _) => await courts.Push(Rows.ConsumptionOrder(uscc).With("decidedOn", day)),
                _ => default,
            };
            subjects.Add(Calls.CheckOf(uscc));
        }

        return subjects;
    }

    /// <summary>A rule less, one that is weaker, one on another basis, and one for more matters.</summary>
    private static async Task<JsonObject> Changed(RunningGate gate)
    {
        var rules = JsonNode.Parse((await gate.Operator.Get("/v1/catalogue/editions/2026-04/files")).GetProperty("rules.json").GetRawText())!;
        var entries = rules["rules"]!.AsArray();
        JsonNode Rule(string id) => entries.First(entry => (string?)entry!["id"] == id)!;
        entries.Remove(Rule("P03"));
        Rule("P05")["force"] = "should";
        Rule("P06")["basis"] = new JsonObject { ["zh"] = "示例依据", ["en"] = "Example basis" };
        Rule("P01")["matters"] = new JsonArray("MT-C01", "MT-C02");
        return new JsonObject
        {
            ["id"] = "example-1",
            ["name"] = new JsonObject { ["zh"] = "示例版", ["en"] = "Example edition" },
            ["files"] = new JsonObject { ["rules.json"] = rules },
        };
    }

    private static async Task<Dictionary<(string Subject, string Matter), JsonElement>> Answers(RunningGate gate, List<JsonObject> subjects, string[] matters)
    {
        var checks = subjects.SelectMany(subject => matters.Select(matter => subject.DeepClone().AsObject().With("matter", matter))).ToArray();
        var answers = await gate.Operator.Post("/v1/checks/batch", new JsonObject { ["items"] = new JsonArray([.. checks]) });
        Assert.All(answers.GetProperty("items").EnumerateArray(), static item => Assert.True(item.Text("code") is null or "validation", item.ToString()));     // a matter for the other kind of subject
        return answers.GetProperty("items").EnumerateArray().Where(static item => item.Text("code") is null).Select(static item => item.GetProperty("answer"))
            .ToDictionary(static answer => (answer.GetProperty("subject").Text("key")!, answer.GetProperty("matter").Text("code")!));
    }

    private static async Task<JsonElement> Ended(RunningGate gate, JsonElement preview)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (preview.Text("state") == "running")
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(60), "The preview does not end.");
            preview = await gate.Operator.Get($"/v1/catalogue/editions/previews/{preview.Text("id")}");
        }

        return preview;
    }

    private static string Written(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
