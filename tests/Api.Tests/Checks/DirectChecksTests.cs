using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

/// <summary>The short way for plain checks and the long way for all of them give the same answers. An answer of the short way states its length.</summary>
public sealed partial class DirectChecksTests(SharedGate shared)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private RunningGate Gate => shared.Gate;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("en")]
    public async Task Check_SaysTheSame_ByEitherWay(string? language)
    {
        var entity = Invented.Entity();
        await (await Gate.As("D22")).Push(Rows.Penalty(entity));
        var body = Calls.CheckOf(entity).ToJsonString();

        var first = await Send(body, "application/json", language);      // by the grain: this node did not hold the subject
        foreach (var matter in (string[])["application/json", "application/json; charset=utf-8"])
        {
            var (direct, whole) = (await Send(body, matter, language), await Send(body, "application/json;charset=\"UTF-8\"", language));
            Assert.Equal((null, true), (direct.Headers.TransferEncodingChunked, whole.Headers.TransferEncodingChunked));
            Assert.Equal(whole.Content.Headers.ContentType, direct.Content.Headers.ContentType);
            Assert.Equal(await Lasting(whole), await Lasting(direct));
            Assert.Equal(await Lasting(first), await Lasting(direct));
        }
    }

    [Theory]
    [InlineData("""{"subject":{"uscc":"91360702XNDEM00278"},"matter":"MT-C01"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"subject":{"uscc":"91360702XNDEM00277"},"matter":"MT-C01","businessNumber":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"subject":{"uscc":"91360702XNDEM00277"},"matter":"MT-C01" """, HttpStatusCode.BadRequest)]
    public async Task Check_NamesTheFaultAlike_ByEitherWay(string body, HttpStatusCode status)
    {
        var (direct, whole) = (await Send(body, "application/json", null), await Send(body, "application/json;charset=\"utf-8\"", null));
        Assert.Equal((status, status), (whole.StatusCode, direct.StatusCode));
        Assert.Equal(await Lasting(whole), await Lasting(direct));
    }

    [Fact]
    public async Task Check_IsAnswered_WhenItsBodyComesInPieces()
    {
        var body = Encoding.UTF8.GetBytes(Calls.CheckOf(Invented.Entity()).ToJsonString());
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(Gate.Address.Host, Gate.Address.Port, Cancellation);
        await using var stream = socket.GetStream();
        var key = Gate.Operator.DefaultRequestHeaders.GetValues("X-Api-Key").Single();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/checks HTTP/1.1\r\nHost: x\r\nX-Api-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), Cancellation);
        foreach (var piece in body.Chunk(16))
        {
            await stream.WriteAsync(piece, Cancellation);
            await stream.FlushAsync(Cancellation);
        }

        var answer = await new StreamReader(stream).ReadToEndAsync(Cancellation).WaitAsync(Limit, Cancellation);
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("\"outcome\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_IsRefused_WhenItsKeyIsUnknown()
    {
        using var stranger = Gate.ClientFor("cg_0000");
        using var content = new StringContent(Calls.CheckOf(Invented.Entity()).ToJsonString(), Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync("/v1/checks", content, Cancellation)).StatusCode);
    }

    private async Task<HttpResponseMessage> Send(string body, string type, string? language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/checks") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        return await Gate.Operator.SendAsync(request, Cancellation);
    }

    /// <summary>An answer or problem without what is of its moment.</summary>
    private static async Task<string> Lasting(HttpResponseMessage response) =>
        OfTheMoment().Replace(await response.Content.ReadAsStringAsync(Cancellation), "$1");

    [GeneratedRegex(""""("(?:receipt|decidedAt|validUntil|confirmedAt|traceId)":)"[^"]*"""")]
    private static partial Regex OfTheMoment();
}
