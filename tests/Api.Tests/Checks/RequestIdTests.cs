using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

public sealed class RequestIdTests(SharedGate shared)
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Check_GivesTheSameReceipt_WhenTheBodyIsTheSame()
    {
        var check = Calls.CheckOf(Invented.Entity()).With("requestId", Invented.Entity());
        var first = await shared.Gate.Operator.Check(check);
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(check["subject"]!["uscc"]!.GetValue<string>()));

        var second = await shared.Gate.Operator.Check(check);

        Assert.Equal(first.ToString(), second.ToString());       // the answer as it was given, also after the subject changed
    }

    [Fact]
    public async Task Check_Is409_WhenTheIdWasUsedForAnotherBody()
    {
        var id = Invented.Entity();
        await shared.Gate.Operator.Check(Calls.CheckOf(Invented.Entity()).With("requestId", id));

        var other = await shared.Gate.Operator.PostAsJsonAsync(
            "/v1/checks", Calls.CheckOf(Invented.Entity()).With("requestId", id), TestContext.Current.CancellationToken);

        await other.Problem(HttpStatusCode.Conflict, "request-id-reused");
    }

    [Fact]
    public async Task Check_KeepsIdsOfCredentialsApart()
    {
        var check = Calls.CheckOf(Invented.Entity()).With("requestId", Invented.Entity());
        var first = await shared.Gate.Operator.Check(check);

        var second = await (await shared.Gate.As("D22")).Check(check);

        Assert.NotEqual(first.Text("receipt"), second.Text("receipt"));
    }

    [Fact]
    public async Task Check_MakesOneReceipt_WhenFiftyRequestsRace()
    {
        var check = Calls.CheckOf(Invented.Entity()).With("requestId", Invented.Entity()).ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shared.Gate.Operator.Check(JsonNode.Parse(check)!.AsObject())));

        Assert.Single(answers.Select(static answer => answer.Text("receipt")).Distinct());
    }

    [Fact]
    public async Task Check_GivesTheSameReceipt_AfterARestart()
    {
        var check = Calls.CheckOf(Invented.Person()).With("requestId", "示例请求1");
        var before = await RunningGate.Start();
        var first = await before.Operator.Check(check);
        await before.Stop();
        await using var after = await RunningGate.Start(directory: before.Directory);

        Assert.Equal(first.ToString(), (await after.Operator.Check(check)).ToString());
        var other = await after.Operator.PostAsJsonAsync(
            "/v1/checks", check.With("matter", "MT-C03"), TestContext.Current.CancellationToken);
        await other.Problem(HttpStatusCode.Conflict, "request-id-reused");
    }

    [Fact]
    public async Task Check_TakesTheIdAgain_AfterTwentyFourHours()
    {
        var clock = new FakeTimeProvider(Start);
        await using var gate = await RunningGate.Start(clock);
        var check = Calls.CheckOf(Invented.Entity()).With("requestId", "示例请求1");
        var first = await gate.Operator.Check(check);

        clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(first.Text("receipt"), (await gate.Operator.Check(check)).Text("receipt"));
        clock.Advance(TimeSpan.FromTicks(1));
        var later = await gate.Operator.Check(check);

        Assert.NotEqual(first.Text("receipt"), later.Text("receipt"));
        Assert.Equal(later.Text("receipt"), (await gate.Operator.Check(check)).Text("receipt"));
    }
}
