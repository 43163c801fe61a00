using System.Net;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Pushes;

public sealed class PushVisibilityTests(SharedGate shared)
{
    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/events")]
    [InlineData("GET", "/rejects")]
    [InlineData("GET", "/late")]
    [InlineData("GET", "/extra")]
    [InlineData("POST", "/cancel")]
    public async Task Push_Is404ForOthers_AndNotForTheOperator(string method, string path)
    {
        var job = await (await shared.Gate.As("D22")).PushFile(SentFile.Of(Rows.Penalty(Invented.Entity())));
        var cancellation = TestContext.Current.CancellationToken;
        HttpRequestMessage Call(string id) => new(new HttpMethod(method), $"/v1/pushes/{id}{path}");

        await (await (await shared.Gate.As("D34")).SendAsync(Call(job.Text("id")!), cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
        await (await shared.Gate.Operator.SendAsync(Call(Guid.NewGuid().ToString()), cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
        await (await shared.Gate.Operator.SendAsync(Call("nothing"), cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
        await (await shared.Gate.Anonymous.SendAsync(Call(job.Text("id")!), cancellation)).Problem(HttpStatusCode.Unauthorized, "no-key");
        using var seen = await shared.Gate.Operator.SendAsync(Call(job.Text("id")!), HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.Equal(method == "GET" ? HttpStatusCode.OK : HttpStatusCode.Conflict, seen.StatusCode);
    }

    [Fact]
    public async Task List_HoldsTheNewestOfOnesOwnFirst()
    {
        await using var gate = await RunningGate.Start();
        var client = await gate.As("D22");
        var ids = new List<string?>();
        for (var count = 0; count < 52; count++)
        {
            ids.Add((await (await client.SendFile(PushCalls.NewKey(), SentFile.Of(Rows.Penalty(Invented.Entity())))).Body(HttpStatusCode.Accepted)).Text("id"));
        }

        await (await gate.As("D34")).PushFile(SentFile.Of(Rows.Penalty(Invented.Entity())));

        var own = (await client.Get("/v1/pushes")).Each("pushes", "id");
        Assert.Equal(ids.AsEnumerable().Reverse().Take(50), own);
        Assert.Equal(own, (await gate.Operator.Get("/v1/pushes?organisation=D22")).Each("pushes", "id"));
        Assert.Empty((await gate.Operator.Get("/v1/pushes")).Each("pushes", "id"));
        await (await client.GetAsync("/v1/pushes?organisation=D34", TestContext.Current.CancellationToken)).Problem(HttpStatusCode.Forbidden, "not-allowed");
    }
}
