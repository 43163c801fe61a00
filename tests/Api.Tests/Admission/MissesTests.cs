using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Admission;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Cases;
using CreditGate.Api.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Admission;

/// <summary>Trying out names and numbers is noticed and slowed; asking much and finding some is not.</summary>
public sealed class MissesTests(SharedGate shared)
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public void OnlyMisses_AreSlowedToTheLimit_AndNoticedOnce()
    {
        var noticed = 0;
        var misses = new Misses(60, _time, () => noticed++);

        var let = Enumerable.Range(0, 100).Count(_ => Ask(misses, isKnown: false));
        Assert.InRange(let, 60, 61);
        Assert.InRange(misses.Wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        var minute = Enumerable.Range(0, 60).Count(_ => { _time.Advance(TimeSpan.FromSeconds(1)); return Ask(misses, isKnown: false); });
        Assert.InRange(minute, 59, 61);
        Assert.Equal(1, noticed);
        _time.Advance(TimeSpan.FromMinutes(5));
        _ = Enumerable.Range(0, 100).Count(_ => Ask(misses, isKnown: false));
        Assert.Equal(2, noticed);
    }

    [Fact]
    public void OneFoundInFive_IsNeverSlowed_HoweverManyAreAsked()
    {
        var misses = new Misses(60, _time);

        Assert.All(Enumerable.Range(0, 100_000), asked => Assert.True(Ask(misses, isKnown: asked % 5 == 0)));
    }

    [Fact]
    public void Wait_IsNeverMoreThanAMinute_AndOtherNodesCount()
    {
        var (one, other) = (new Misses(60, _time), new Misses(60, _time));
        one.Missed(1_000_000);
        other.CountElsewhere(one.Told());

        Assert.All([one, other], misses => Assert.True(misses is { IsOver: true } && misses.Wait <= TimeSpan.FromMinutes(1)));
        other.CountElsewhere(-200);
        Assert.False(other.IsOver);
    }

    [Fact]
    public void NodeThatJustMetACaller_CountsWhatOthersAreOwed_LessWhatWasPaidSince()
    {
        var (one, other, later) = (new Misses(60, _time), new Misses(60, _time), new Misses(60, _time));
        one.Missed(61);
        Assert.Equal(61, one.Owed);
        other.OwedElsewhere(one.Owed, TimeSpan.Zero);
        later.OwedElsewhere(one.Owed, TimeSpan.FromSeconds(30));

        Assert.True(other.IsOver);
        Assert.Equal((31, 0), (later.Owed, later.Told()));
        later.OwedElsewhere(10, TimeSpan.FromHours(1));
        Assert.Equal(31, later.Owed);
    }

    [Fact]
    public void NoLimit_CountsNothing()
    {
        var misses = new Misses(0, _time);
        misses.Missed(1_000);
        Assert.False(misses.IsOver);
    }

    [Fact]
    public async Task TryingOutNames_Is429_SingleInABatchAndByLookup_AndOthersAndOtherCallsGoOn()
    {
        using var curious = await Gate.With("D22", limits: Limits(60));
        var known = Invented.Person();
        await (await Gate.As("D34")).Push(Rows.Of("permit", Rows.Named(known), "示例许1号").With("title", "示例许可"));
        for (var name = 0; name < 7; name++)
        {
            await curious.Check(Calls.CheckOf(known with { Name = $"示例名{(char)('甲' + name)}" }));        // each weighs ten
        }

        foreach (var (path, body) in ((string, JsonObject)[])[
            ("/v1/checks", Calls.CheckOf(known)), ("/v1/checks/batch", new() { ["items"] = new JsonArray(Calls.CheckOf(known)) }),
            ("/v1/subjects/lookup", Calls.Lookup(known)), ("/v1/checks/preview", Calls.CheckOf(known))])
        {
            using var refused = await curious.PostAsJsonAsync(path, body, Cancellation);
            await refused.Problem(HttpStatusCode.TooManyRequests, "over-misses");
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 70);
        }

        await curious.Get("/v1/catalogue");
        await (await Gate.As("D22")).Check(Calls.CheckOf(known));
    }

    [Fact]
    public async Task Batch_IsRefusedItemByItem_FromWhereTheLimitIsPassed()
    {
        using var curious = await Gate.With("D22", limits: Limits(30));
        var items = new JsonArray([.. Enumerable.Range(0, 300).Select(static _ => (JsonNode)Calls.CheckOf(Invented.Person())), Calls.CheckOf(Invented.Entity())]);

        var batch = await curious.Post("/v1/checks/batch", new JsonObject { ["items"] = items });

        var codes = batch.Each("items", "code");
        Assert.InRange(codes.Count(static code => code is null), 31, 100);        // items go side by side
        Assert.Equal(["over-misses"], codes.Where(static code => code is not null).Distinct());
        Assert.Null(codes[^1]);
    }

    [Theory]
    [InlineData(CaseCalls.Objections)]
    [InlineData(CaseCalls.Repairs)]
    [InlineData(CaseCalls.Actions)]
    [InlineData("/v1/commitments")]
    public async Task OpeningACase_OfPersonsWhomNobodyKnows_CountsAsAskingForThem(string path)
    {
        using var curious = await Gate.With("D34", ["check", "act", "object", "repair"], Limits(5));
        var answered = new List<HttpStatusCode>();
        for (var guess = 0; guess < 7; guess++)
        {
            using var refused = await curious.PostAsJsonAsync(path, Opening(path, Invented.Person()), Cancellation);
            answered.Add(refused.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.UnprocessableEntity, 6), HttpStatusCode.TooManyRequests], answered);
        Assert.Equal("over-misses", (await curious.Post("/v1/checks", Calls.CheckOf(Invented.Person()), HttpStatusCode.TooManyRequests)).Text("code"));
    }

    [Fact]
    public async Task OpeningACase_WeighsAnotherName_AndIsPaidForByWhoIsFound()
    {
        using var window = await Gate.With("D34", ["object"], Limits(20));
        var known = Invented.Person();
        await (await Gate.As("D34")).Push(Rows.JudgmentDefaulter(known));

        for (var round = 0; round < 4; round++)
        {
            for (var guess = 0; guess < 4; guess++)
            {
                await window.Post(CaseCalls.Objections, Opening(CaseCalls.Objections, Invented.Person()), HttpStatusCode.UnprocessableEntity);
            }

            await window.Post(CaseCalls.Objections, Opening(CaseCalls.Objections, known), HttpStatusCode.UnprocessableEntity);       // known, without such a record
        }

        for (var guess = 0; guess < 3; guess++)
        {
            await window.Post(CaseCalls.Objections, Opening(CaseCalls.Objections, known with { Name = $"示例名{(char)('甲' + guess)}" }), HttpStatusCode.UnprocessableEntity);
        }

        await window.Post(CaseCalls.Objections, Opening(CaseCalls.Objections, known), HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Entities_WithoutRecords_AreNoMisses()
    {
        using var department = await Gate.With("D22", limits: Limits(1));
        for (var asked = 0; asked < 5; asked++)
        {
            await department.Check(Calls.CheckOf(Invented.Entity()));
        }
    }

    /// <summary>Being slowed for the unknown and not for the rest would tell a merchant what its answers do not.</summary>
    [Fact]
    public async Task Merchant_IsSlowedAlike_ByWhomNobodyKnows_AndByWhoIsNotEligible()
    {
        var clean = Invented.Person();
        await (await Gate.As("D34")).Push(Rows.Of("permit", Rows.Named(clean), "示例许1号").With("title", "示例许可"));

        var (unknown, known) = (await AnswersBefore429(static () => Invented.Person()), await AnswersBefore429(() => clean));

        Assert.InRange(known, unknown - 1, unknown + 1);      // the limit pays off while they ask
    }

    private async Task<int> AnswersBefore429(Func<Person> next)
    {
        using var merchant = await Gate.With("D35", ["scene"], Limits(10).With("matters", new JsonArray("MT-J02")));
        for (var answered = 0; answered < 60; answered++)
        {
            using var response = await merchant.PostAsJsonAsync("/v1/scenes/checks", Rows.Named(next()).With("matter", "MT-J02").With("businessNumber", "示例票1号"), Cancellation);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return answered;
            }
        }

        throw new Xunit.Sdk.XunitException("Nothing was refused.");
    }

    private static JsonObject Opening(string path, Person person) => (path switch
    {
        CaseCalls.Objections => CaseCalls.ObjectionTo(""),
        CaseCalls.Repairs => CaseCalls.RepairOf(""),
        CaseCalls.Actions => new() { ["record"] = CaseCalls.ObjectionTo("")["record"]!.DeepClone() },
        _ => CaseCalls.PromiseOf(""),
    }).With("subject", Rows.Named(person));

    private static bool Ask(Misses misses, bool isKnown)
    {
        if (misses.IsOver)
        {
            return false;
        }

        if (isKnown)
        {
            misses.Found();
        }
        else
        {
            misses.Missed();
        }

        return true;
    }

    private static JsonObject Limits(int missesPerMinute) => new() { ["matters"] = new JsonArray("*"), ["missesPerMinute"] = missesPerMinute };
}
