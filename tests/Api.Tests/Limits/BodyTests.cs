using System.IO.Compression;
using System.Net;
using System.Text;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Limits;

/// <summary>Whatever stands in a body, the answer is a problem with a stable code, never a 500.</summary>
public sealed class BodyTests(SharedGate shared)
{
    private const string Checks = "/v1/checks";
    private const string Subject = """ "subject":{"uscc":"91360702XNDEM00277"} """;

    public static TheoryData<string, string> Unreadable => new()
    {
        { "empty", "" },
        { "null", "null" },
        { "not an object", "[]" },
        { "not even a list", "\"text\"" },
        { "broken", """{"subject":""" },
        { "trailing text", $$"""{{{Subject}}} and more""" },
        { "a second body", $$"""{{{Subject}}}{{{Subject}}}""" },
        { "NUL before it", "\0{}" },
        { "17 levels", new string('[', 17) + new string(']', 17) },
        { "100 levels", string.Concat(Enumerable.Repeat("{\"subject\":", 100)) },
    };

    public static TheoryData<string, string> Misshapen => new()
    {
        { "matterr", $$"""{"matterr":"MT-C01",{{Subject}}}""" },
        { "matter", $$"""{"matter":"MT-C01","matter":"MT-C01",{{Subject}}}""" },
        { "Matter", $$"""{"matter":"MT-C01","Matter":"MT-C01",{{Subject}}}""" },
        { "matter", $$"""{"matter":1,{{Subject}}}""" },
        { "matter", $$"""{"matter":"MT-C01\u0000",{{Subject}}}""" },
        { "businessNumber", $$"""{"matter":"MT-C01","businessNumber":"a\u0000b",{{Subject}}}""" },
        { "purpose", $$"""{"matter":"MT-C01","purpose":"\ud800",{{Subject}}}""" },
        { "linked", $$"""{"matter":"MT-C01","linked":[null],{{Subject}}}""" },
        { "linked", $$"""{"matter":"MT-C01","linked":null,{{Subject}}}""" },
        { "linked[0].role", $$"""{"matter":"MT-C01","linked":[{"role":1}],{{Subject}}}""" },
        { "deadlineMs", $$"""{"matter":"MT-C01","deadlineMs":"10",{{Subject}}}""" },
        { "subject.person.idNumber", """{"subject":{"person":{"idNumber":360799190001010035}}}""" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Post_Is400NotJson_WhenTheBodyCannotBeRead(string what, string body) =>
        Assert.NotNull((await (await shared.Gate.Operator.Send(Checks, body)).Problem(HttpStatusCode.BadRequest, "not-json")).Text("traceId") ?? what);

    [Theory]
    [MemberData(nameof(Misshapen))]
    public async Task Post_NamesTheMember_WhenItsShapeIsWrong(string field, string body)
    {
        var problem = await (await shared.Gate.Operator.Send(Checks, body)).Problem(HttpStatusCode.BadRequest, "not-json");

        Assert.Equal([field], problem.Each("faults", "field"));
        Assert.Equal(["wrong-shape"], problem.Each("faults", "code"));
    }

    [Fact]
    public async Task Post_MasksAnIdNumber_WhenItStandsAsAMemberName()
    {
        var id = Invented.Person().IdNumber;

        var problem = await (await shared.Gate.Operator.Send(Checks, $$"""{"{{id}}":1}""")).Problem(HttpStatusCode.BadRequest, "not-json");

        Assert.DoesNotContain(id, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Is400_WhenTheTextIsNotUtf8() => await (await shared.Gate.Operator.Send(
        Checks, [.. "{\"matter\":\""u8, 0xFF, 0xFE, .. "\"}"u8])).Problem(HttpStatusCode.BadRequest, "not-json");

    /// <summary>The parser looks into no text of a document that is kept whole: found by trying out odd ones.</summary>
    [Theory]
    [InlineData("/v1/receipts/verify", "{\"receipt\":\"019fa0f2-1a80-7df1-b58e-89f25fcfd2cc\",\"a\":\"\\ud800\"}")]
    [InlineData("/v1/receipts/verify", "{\"\\udc00\":1}")]
    [InlineData("/v1/catalogue/editions", "{\"id\":\"x\",\"files\":{\"rules.json\":{\"a\":\"\\ud800\"}}}")]
    [InlineData("/v1/catalogue/editions", "{\"id\":\"x\",\"files\":{\"rules.json\":{\"\\ud800\":[]}}}")]
    public async Task Post_Is400_WhenATextInsideIsNoUnicode(string path, string body) =>
        await (await shared.Gate.Operator.Send(path, body)).Problem(HttpStatusCode.BadRequest, "not-json");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("")]
    [InlineData("application/json; charset=gbk")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=nothing")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Post_Is415_WhenTheTypeIsNotJsonInUtf8(string type) =>
        await (await shared.Gate.Operator.Send(Checks, $$"""{"matter":"MT-C01",{{Subject}}}""", type)).Problem(HttpStatusCode.UnsupportedMediaType, "not-json-type");

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    public async Task Post_IsAnswered_WhenTheTypeSaysUtf8(string type) =>
        await (await shared.Gate.Operator.Send(Checks, $$"""{"matter":"MT-C01",{{Subject}}}""", type)).Body(HttpStatusCode.OK);

    [Fact]
    public async Task Post_Is415_WhenTheBodyIsCompressed()
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync("{}"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        await (await shared.Gate.Operator.Send(Checks, compressed.ToArray(), encoding: "gzip")).Problem(HttpStatusCode.UnsupportedMediaType, "not-json-type");
    }

    [Theory]
    [InlineData(Checks, 64 * 1024)]
    [InlineData("/v1/subjects/lookup", 64 * 1024)]
    [InlineData("/v1/checks/batch", 16 * 1024 * 1024)]
    [InlineData("/v1/records", 16 * 1024 * 1024)]
    public async Task Post_Is413_BeyondTheLimitOfTheEndpoint(string path, int limit)
    {
        var within = await shared.Gate.Operator.Send(path, [.. "{}"u8, .. Spaces(limit - 2)]);
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, within.StatusCode);

        await (await shared.Gate.Operator.Send(path, [.. "{}"u8, .. Spaces(limit - 1)])).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    /// <summary>Kestrel refuses these before any of our code runs, so there is no problem body.</summary>
    [Fact]
    public async Task Get_Is431_WhenAHeaderHasAMegabyte()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/catalogue");
        request.Headers.Add("X-Long", new string('x', 1_000_000));

        var response = await shared.Gate.Operator.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("at=360799190001010035")]
    [InlineData("at=2026-06-01T00:00:00+08:00")]
    public async Task Get_Is400BadParameter_WhenAnInstantCannotBeRead(string query)
    {
        var response = await shared.Gate.Operator.GetAsync($"/v1/catalogue?{query}", TestContext.Current.CancellationToken);

        var problem = await response.Problem(HttpStatusCode.BadRequest, "bad-parameter");
        Assert.DoesNotContain("360799", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/objections?after=%00")]
    [InlineData("/v1/pushes?organisation=D22%00")]
    [InlineData("/v1/subjects/91360702XNDEM00277/as-of?at=9999-12-31T23%3A59%3A59Z")]
    public async Task Get_Is400BadParameter_WhenNoDatabaseOrCalendarHasSuchAThing(string path) =>
        await (await shared.Gate.Operator.GetAsync(path, TestContext.Current.CancellationToken)).Problem(HttpStatusCode.BadRequest, "bad-parameter");

    [Theory]
    [InlineData("8999-12-31T00:00:00Z", HttpStatusCode.OK)]
    [InlineData("9999-12-31T15:59:59Z", HttpStatusCode.UnprocessableEntity)]
    [InlineData("9999-12-31T16:00:00Z", HttpStatusCode.BadRequest)]
    public async Task Preview_IsRefused_ForAnInstantWithoutALegalDay(string asOf, HttpStatusCode status) =>
        await (await shared.Gate.Operator.Send("/v1/checks/preview", $$"""{"matter":"MT-C01",{{Subject}},"asOf":"{{asOf}}"}""")).Body(status);

    [Fact]
    public async Task Get_Is404NoEdition_BeforeTheFirst()
    {
        var response = await shared.Gate.Operator.GetAsync("/v1/catalogue?at=1999-01-01T00:00:00Z", TestContext.Current.CancellationToken);

        await response.Problem(HttpStatusCode.NotFound, "no-edition");
    }

    [Fact]
    public async Task Request_IsAProblem_WhenThePathOrTheMethodDoesNotExist()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await (await shared.Gate.Operator.GetAsync("/v1/nothing", cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
        await (await shared.Gate.Operator.GetAsync(Checks, cancellation)).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    private static byte[] Spaces(int count) => Encoding.ASCII.GetBytes(new string(' ', count));
}
