using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CreditGate.Api.Tests.Hosting;

/// <summary>The calls of the API as tests speak of them.</summary>
internal static class Calls
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static JsonObject CheckOf(string uscc, string matter = "MT-C01") => new() { ["subject"] = Rows.Entity(uscc), ["matter"] = matter };

    /// <summary>A check that names a person, with the purpose and case it needs.</summary>
    public static JsonObject CheckOf(Person person, string matter = "MT-B01") => new()
    {
        ["subject"] = Rows.Named(person),
        ["matter"] = matter,
        ["businessNumber"] = "示例办件1号",
        ["purpose"] = "示例任职核查",
    };

    /// <summary>Why a person is looked at, as a query says it.</summary>
    public static string Why => $"purpose={Uri.EscapeDataString("示例核查")}&businessNumber={Uri.EscapeDataString("示例办件1号")}";

    public static JsonObject Lookup(Person person) => Rows.Named(person).With("purpose", "示例核查").With("businessNumber", "示例办件1号");

    public static Task<JsonElement> Check(this HttpClient client, JsonObject check) => client.Post("/v1/checks", check);

    public static Task<JsonElement> Push(this HttpClient client, params JsonObject[] rows) =>
        client.Post("/v1/records", new JsonObject { ["rows"] = new JsonArray([.. rows]) });

    /// <summary>Posts what must be taken.</summary>
    public static Task<JsonElement> Post(this HttpClient client, string path, JsonNode body) => client.Post(path, body, HttpStatusCode.OK);

    public static async Task<JsonElement> Post(this HttpClient client, string path, JsonNode body, HttpStatusCode expected) =>
        await (await client.PostAsJsonAsync(path, body, Cancellation)).Body(expected);

    public static async Task<JsonElement> Get(this HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        await (await client.GetAsync(path, Cancellation)).Body(expected);

    public static async Task<HttpResponseMessage> Send(this HttpClient client, string path, byte[] body, string type = "application/json", string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.ExpectContinue = body.Length > 1_000_000;       // a refusal then comes before the body has left
        if (encoding is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return await client.SendAsync(request, Cancellation);
    }

    public static Task<HttpResponseMessage> Send(this HttpClient client, string path, string body, string type = "application/json") =>
        client.Send(path, Encoding.UTF8.GetBytes(body), type);

    public static async Task<JsonElement> Body(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} instead of {(int)expected}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The response is a problem of RFC 9457 with this code, in the language asked for.</summary>
    public static async Task<JsonElement> Problem(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var problem = await response.Body(status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal($"urn:creditgate:problem:{code}", problem.Text("type"));
        Assert.NotEmpty(problem.Text("title")!);
        return problem;
    }

    public static string? Text(this JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? value.GetString() : null;

    public static string?[] Texts(this JsonElement element, params string[] members) => [.. members.Select(member => element.Text(member))];

    /// <summary>One member of every item of a list.</summary>
    public static string?[] Each(this JsonElement element, string list, string member) =>
        element.TryGetProperty(list, out var items) ? [.. items.EnumerateArray().Select(item => item.Text(member))] : [];
}
