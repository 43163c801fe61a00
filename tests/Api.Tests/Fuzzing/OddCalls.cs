using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using CreditGate.Fuzzing;

namespace CreditGate.Api.Tests.Fuzzing;

/// <summary>Calls of the document's operations with something amiss: in the path, the query, the headers or the body.</summary>
/// <param name="known">Ids and keys of things that are there.</param>
/// <param name="files">Good files of rows.</param>
internal sealed class OddCalls(Uri address, string[] known, byte[][] files)
{
    private static readonly string[] Types = ["application/json; charset=utf-8", "application/json;charset=\"utf-8\"", "application/json; charset=gb18030", "text/plain", "application/xml", "application/json-patch+json", "multipart/form-data; boundary=a", "a", "*/*", ";"];
    private static readonly string[] Headers = ["Accept-Language", "Accept", "Idempotency-Key", "Upload-Offset", "Last-Event-ID", "traceparent", "tracestate", "baggage", "Cookie", "Origin", "Authorization", "Range", "If-None-Match", "X-Forwarded-For", "Expect", "Prefer"];

    public HttpRequestMessage Of(Operation operation, Mutator mutator)
    {
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(address, $"{Path(operation, mutator)}{Query(operation, mutator)}"));
        if (Body(operation, mutator) is { } body)
        {
            request.Content = new ByteArrayContent(body);
            var type = operation.Example is null && operation.FileTypes.Length > 0 ? mutator.One(operation.FileTypes) : "application/json";
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mutator.Chance(20) ? mutator.One(Types) : type);
            if (mutator.Chance(30))
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Encoding", mutator.Chance(2) ? "gzip" : "br");
            }
        }

        AddHeaders(operation, mutator, request);
        return request;
    }

    private string Path(Operation operation, Mutator mutator) =>
        string.Join('/', operation.Path.Split('/').Select(part => !part.StartsWith('{') ? part : Escaped(mutator.Next(4) switch
        {
            0 => mutator.Text() is { Length: > 0 } text ? text : "-",
            1 => mutator.Of(mutator.One(known)) is { Length: > 0 } nearly ? nearly : "-",
            2 => "00000000-0000-7000-8000-000000000000",
            _ => mutator.One(known),
        })));

    private string Query(Operation operation, Mutator mutator)
    {
        var query = new StringBuilder("?");
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.In == "query" && !mutator.Chance(3)))
        {
            for (var times = mutator.Chance(10) ? 2 : 1; times > 0; times--)
            {
                query.Append(parameter.Name).Append('=').Append(Escaped(Value(parameter, mutator))).Append('&');
            }
        }

        return mutator.Chance(15) ? $"{query}{Escaped(mutator.Text())}={Escaped(mutator.Text())}" : query.ToString();
    }

    private string Value(Parameter parameter, Mutator mutator) => (parameter.Format, mutator.Next(3)) switch
    {
        (_, 0) => mutator.Text(),
        ("int32", 1) when parameter.Name == "Wait" => "0",
        ("int32" or "int64", 1) => mutator.Next(5).ToString(CultureInfo.InvariantCulture),
        ("date-time", _) => mutator.One(Odd.Instants),
        ("uuid", _) => mutator.One(known),
        (_, 1) => mutator.One(["D22", "MT-C01", "L04", "json", "html", "true", "2026-06-01", "month", "示例办件1号"]),
        _ => mutator.Of("2026-06-01T00:00:00+08:00"),
    };

    private byte[]? Body(Operation operation, Mutator mutator) =>
        operation.Example is { } example ? mutator.Chance(25) ? null : mutator.Json(example)
        : operation.FileTypes.Length > 0 ? mutator.Chance(6) ? mutator.Random() : mutator.Of(mutator.One(files), mutator.One(files))
        : operation.Method == "POST" && mutator.Chance(4) ? mutator.Random()
        : null;

    private static void AddHeaders(Operation operation, Mutator mutator, HttpRequestMessage request)
    {
        if (operation.FileTypes.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", mutator.Chance(8) ? Visible(mutator.Text()) : $"fuzz-{mutator.Next(int.MaxValue)}");
            request.Headers.ExpectContinue = false;
        }

        for (var times = mutator.Chance(4) ? mutator.Next(4) : 0; times > 0; times--)
        {
            request.Headers.TryAddWithoutValidation(mutator.One(Headers), Visible(mutator.Text()));
        }

        if (mutator.Chance(40))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Visible(mutator.Text()));
        }
    }

    /// <summary>What the client itself agrees to send; what it does not is sent by hand.</summary>
    private static string Visible(string text) => new([.. text.Where(static character => character is >= ' ' and < '\u007f')]);

    /// <summary>Halves of pairs go out as the bytes that stand for them, which are no UTF-8.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                escaped.Append(character);
            }
            else if (char.IsSurrogate(character))
            {
                escaped.Append("%ED%A0%80");
            }
            else
            {
                escaped.Append(Uri.EscapeDataString(character.ToString()));
            }
        }

        return escaped.ToString();
    }
}
