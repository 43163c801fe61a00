using System.Net;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Changes;

public sealed class ChangePageTests(ChangeGate own) : IClassFixture<ChangeGate>
{
    private HttpClient Operator => own.Gate.Operator;

    [Fact]
    public async Task Page_TellsWhatAListingStarts_ToWhom()
    {
        var (uscc, after) = (Invented.Entity(), await Operator.Now());
        await (await own.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));

        var change = Assert.Single(await Operator.Changes(after));

        Assert.Equal(["recordCreated", uscc, "v1"], change.Texts("kind", "subject", "token"));
        Assert.Equal(["D22", "市人社局", "listEntry", "L04"], change.GetProperty("record").Texts("source", "sourceName", "kind", "list"));
        Assert.Equal(["seriousListed"], change.GetProperty("statuses").Each("gained", "code"));
        var procurement = change.GetProperty("effects").EnumerateArray().First();
        Assert.Equal(["started", "P03", "must"], procurement.Texts("effect", "rule", "force"));
        Assert.Equal(["M01.02", "M01.03"], procurement.Each("measures", "code"));
        Assert.Equal(["D23", "D24"], procurement.GetProperty("departments").EnumerateArray().Select(static code => code.GetString()));
    }

    [Fact]
    public async Task Page_SpeaksTheLanguageAskedFor()
    {
        var (uscc, after) = (Invented.Entity(), await Operator.Now());
        await (await own.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/changes?after={after}") { Headers = { { "Accept-Language", "en" } } };

        var page = await (await Operator.SendAsync(request, TestContext.Current.CancellationToken)).Body(HttpStatusCode.OK);

        Assert.Equal(["Serious-dishonesty listing"], page.GetProperty("changes")[0].GetProperty("statuses").Each("gained", "name"));
    }

    [Fact]
    public async Task Pages_GiveEveryEntryOnce_WhateverTheirSize()
    {
        var after = await Operator.Now();
        var department = await own.Gate.As("D22");
        var subjects = Enumerable.Range(0, 7).Select(static _ => Invented.Entity()).ToArray();
        foreach (var uscc in subjects)
        {
            await department.Push(Rows.WageDefaulter(uscc), Rows.Penalty(uscc));
        }

        var whole = await Operator.Changes(after);

        Assert.Equal(subjects.SelectMany(static uscc => (string[])[uscc, uscc]), whole.Select(static change => change.Text("subject")));
        foreach (var limit in (int[])[1, 2, 5, 1_000])
        {
            Assert.Equal(whole.Select(static change => change.Text("cursor")), (await Operator.Changes(after, limit: limit)).Select(static change => change.Text("cursor")));
        }

        Assert.Equal(whole.Skip(4).Select(static change => change.Text("cursor")), (await Operator.Changes(whole[3].Text("cursor")!)).Select(static change => change.Text("cursor")));
    }

    [Theory]
    [InlineData("department=D23", "created revised")]      // handles procurement and funds
    [InlineData("department=D22", "created revised penalty")]      // provides
    [InlineData("department=D48", "")]
    [InlineData("department=D48&department=D24", "created revised")]
    [InlineData("list=L04", "created revised")]
    [InlineData("list=L01", "")]
    [InlineData("matter=MT-C01", "created revised")]
    [InlineData("matter=MT-J01", "")]
    [InlineData("kind=recordRevised", "revised")]
    [InlineData("effect=lifted", "revised")]
    [InlineData("effect=lifted&department=D23&matter=MT-C01&list=L04", "revised")]
    [InlineData("effect=lifted&department=D48", "")]
    [InlineData("effect=suspended", "")]
    public async Task Filter_FindsWhatConcernsItsCaller_AndMovesOnPastTheRest(string filter, string found)
    {
        var (uscc, after) = (Invented.Entity(), await Operator.Now());
        await (await own.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));
        await (await own.Gate.As("D22")).Push(Rows.WageDefaulter(uscc).With("removal", new System.Text.Json.Nodes.JsonObject { ["on"] = Days.Ago(0) }));
        await (await own.Gate.As("D22")).Push(Rows.Penalty(uscc));

        var page = await Operator.Get($"/v1/changes?after={after}&{filter}");

        var names = page.GetProperty("changes").EnumerateArray().Select(static change => change.GetProperty("record").Text("kind") == "penalty" ? "penalty" : change.Text("kind")!["record".Length..].ToLowerInvariant());
        Assert.Equal(found, string.Join(' ', names));
        Assert.Equal(await Operator.Now(), page.Text("next"));
        Assert.Empty(await Operator.Changes(page.Text("next")!));
    }

    [Fact]
    public async Task Wait_ReturnsAtOnce_WhenSomethingThatMatchesIsCommitted()
    {
        var (uscc, after) = (Invented.Entity(), await Operator.Now());
        var waiting = Operator.Get($"/v1/changes?after={after}&wait=60&list=L04");
        await (await own.Gate.As("D22")).Push(Rows.Penalty(Invented.Entity()));
        await (await own.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));

        var page = await waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(uscc, Assert.Single(page.GetProperty("changes").EnumerateArray()).Text("subject"));
    }

    [Fact]
    public async Task Wait_EndsWithAnEmptyPageThatMovedOn_WhenNothingMatches()
    {
        var after = await Operator.Now();
        var waiting = Operator.Get($"/v1/changes?after={after}&wait=1&list=L11");
        await (await own.Gate.As("D22")).Push(Rows.Penalty(Invented.Entity()));

        var page = await waiting;

        Assert.Empty(page.GetProperty("changes").EnumerateArray());
        Assert.Equal(await Operator.Now(), page.Text("next"));
    }

    [Fact]
    public async Task Page_HoldsNothingOfAPersonButTheKey()
    {
        var (person, after) = (Invented.Person(), await Operator.Now());
        var row = Rows.JudgmentDefaulter(person).With("reason", "示例机密事由").With("basis", "示例机密依据");
        await (await own.Gate.As("D34")).Push(row);
        await (await own.Gate.As("D34")).Push(Rows.ConsumptionOrder(Invented.Entity(), ("legalRepresentative", person)));

        var changes = await Operator.Changes(after);

        Assert.Equal(3, changes.Count);
        Assert.All(changes, change =>
        {
            var text = change.ToString();
            Assert.DoesNotContain(person.IdNumber, text, StringComparison.Ordinal);
            Assert.DoesNotContain(person.Name[..2] + "某", text, StringComparison.Ordinal);
            Assert.DoesNotContain("机密", text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("after=yesterday", HttpStatusCode.BadRequest, "bad-cursor")]
    [InlineData("after=", HttpStatusCode.BadRequest, "bad-cursor")]
    [InlineData("after=c-1", HttpStatusCode.BadRequest, "bad-cursor")]
    [InlineData("after=c999999999999", HttpStatusCode.Conflict, "cursor-ahead")]
    [InlineData("after=c1-xyz", HttpStatusCode.BadRequest, "bad-cursor")]
    [InlineData("after=c1-1-1", HttpStatusCode.BadRequest, "bad-cursor")]
    [InlineData("limit=many", HttpStatusCode.BadRequest, "bad-parameter")]
    public async Task Get_IsAProblem_WhenTheCursorCannotBeUsed(string query, HttpStatusCode status, string code) =>
        await (await Operator.GetAsync($"/v1/changes?{query}", TestContext.Current.CancellationToken)).Problem(status, code);

    [Theory]
    [InlineData("department=D99", "department", "unknown-department")]
    [InlineData("list=L99", "list", "unknown-list")]
    [InlineData("matter=C01", "matter", "unknown-matter")]
    [InlineData("kind=created", "kind", "unknown-choice")]
    [InlineData("effect=started&effect=ended", "effect", "unknown-choice")]
    [InlineData("limit=0", "limit", "out-of-range")]
    [InlineData("wait=61", "wait", "out-of-range")]
    public async Task Get_NamesTheParameter_WhenItsValueCannotBeMeant(string query, string field, string code)
    {
        var problem = await (await Operator.GetAsync($"/v1/changes?{query}", TestContext.Current.CancellationToken)).Problem(HttpStatusCode.UnprocessableEntity, "validation");

        Assert.Equal([field, code], Assert.Single(problem.GetProperty("faults").EnumerateArray()).Texts("field", "code"));
    }

    [Fact]
    public async Task Get_AsksForAKey() =>
        await (await own.Gate.Anonymous.GetAsync("/v1/changes", TestContext.Current.CancellationToken)).Problem(HttpStatusCode.Unauthorized, "no-key");
}

/// <summary>A service whose feed nobody else writes.</summary>
public sealed class ChangeGate : IAsyncLifetime
{
    private RunningGate? _gate;

    public RunningGate Gate => _gate ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _gate = await RunningGate.Start();

    public async ValueTask DisposeAsync() => await Gate.DisposeAsync();
}
