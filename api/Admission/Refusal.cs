using System.Buffers;
using System.Text;
using System.Text.Json;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;

namespace CreditGate.Api.Admission;

/// <summary>Turns a request away at the least cost: under overload most of what the service does is this. The text is made once, all but the trace.</summary>
internal sealed class Refusal
{
    private const string TraceMark = "00000000000000000000000000000000";
    private const int SoonestSeconds = 1;
    private const int LatestSeconds = 3;

    private readonly int _status;
    private readonly byte[][] _parts;       // by language: before and after the trace

    private Refusal(int status, Fault fault)
    {
        (_status, Code) = (status, fault.Code);
        _parts = [.. ((Language[])[Language.Zh, Language.En]).SelectMany(language => Cut(status, fault, language))];
    }

    public static Refusal Overloaded { get; } = new(StatusCodes.Status503ServiceUnavailable, ProblemTexts.Overloaded);

    public static Refusal OverShare { get; } = new(StatusCodes.Status429TooManyRequests, ProblemTexts.OverShare);

    public static Refusal OverRate { get; } = new(StatusCodes.Status429TooManyRequests, ProblemTexts.OverRate);

    public static Refusal OverMisses { get; } = new(StatusCodes.Status429TooManyRequests, ProblemTexts.OverMisses);

    public string Code { get; }

    /// <param name="rest">The answer is out at once, the next request on its connection is read only after this.</param>
    /// <param name="wait">Least to come back after.</param>
    public async Task Write(HttpContext context, TimeSpan rest, TimeSpan wait = default)
    {
        var response = context.Response;
        var first = RequestLanguage.Of(context) == Language.Zh ? 0 : 2;
        response.StatusCode = _status;
        response.ContentType = "application/problem+json";
        response.Headers.RetryAfter = RetryAfter(wait);
        response.ContentLength = _parts[first].Length + TraceMark.Length + _parts[first + 1].Length;
        response.BodyWriter.Write(_parts[first]);
        Encoding.ASCII.GetBytes(RequestTrace.IdOf(context), response.BodyWriter);
        response.BodyWriter.Write(_parts[first + 1]);
        await response.CompleteAsync();
        await Task.Delay(rest, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Not the same for everybody: who was refused together must not come back together.</summary>
    private static string RetryAfter(TimeSpan wait) => ((int)wait.TotalSeconds + Random.Shared.Next(SoonestSeconds, LatestSeconds + 1)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static byte[][] Cut(int status, Fault fault, Language language)
    {
        var text = JsonSerializer.Serialize(Problem.Body(status, fault, language, TraceMark), ApiJson.Options);
        return [.. text.Split(TraceMark).Select(Encoding.UTF8.GetBytes)];
    }
}
