using System.Net;
using System.Net.Http.Json;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

public sealed class CheckConsistencyTests(SharedGate shared)
{
    [Fact]
    public async Task Check_SeesThePushAtOnce_WhenGivenItsToken()
    {
        var uscc = Invented.Entity();
        var pushed = await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));
        var token = pushed.GetProperty("rows")[0].Text("token")!;

        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(uscc).With("consistency", "atLeast").With("token", token));

        Assert.Equal("refuse", answer.Text("outcome"));
        Assert.Equal(token, answer.Text("token"));
    }

    [Fact]
    public async Task Check_Is503StandingBehindWithRetryAfter_WhenTheTokenLiesInTheFuture()
    {
        var response = await shared.Gate.Operator.PostAsJsonAsync(
            "/v1/checks", Calls.CheckOf(Invented.Entity()).With("consistency", "atLeast").With("token", "v99"), TestContext.Current.CancellationToken);

        await response.Problem(HttpStatusCode.ServiceUnavailable, "standing-behind");
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Check_IsAnswered_WhenItAsksForFresh()
    {
        var uscc = Invented.Entity();
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));

        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(uscc).With("consistency", "fresh"));

        Assert.Equal("refuse", answer.Text("outcome"));
        Assert.False(answer.GetProperty("unconfirmed").GetBoolean());
    }

    [Theory]
    [InlineData("atLeast", null, "token", "missing")]
    [InlineData("atLeast", "12", "token", "not-a-token")]
    [InlineData("atLeast", "v-1", "token", "not-a-token")]
    [InlineData("default", "v99999999999999999999", "token", "not-a-token")]
    [InlineData("newest", null, "consistency", "unknown-choice")]
    [InlineData("1", null, "consistency", "unknown-choice")]
    public async Task Check_NamesTheField_WhenConsistencyOrTokenIsMalformed(string consistency, string? token, string field, string code)
    {
        var problem = await shared.Gate.Operator.Post(
            "/v1/checks", Calls.CheckOf(Invented.Entity()).With("consistency", consistency).With("token", token), HttpStatusCode.UnprocessableEntity);

        Assert.Equal([field], problem.Each("faults", "field"));
        Assert.Equal([code], problem.Each("faults", "code"));
    }
}
