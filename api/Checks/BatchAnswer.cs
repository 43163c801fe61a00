using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Api.Explanations;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;

namespace CreditGate.Api.Checks;

/// <param name="Items">One for each check, in order.</param>
internal sealed record BatchResponse(ImmutableArray<BatchItem> Items);

/// <param name="Answer">Set when the check was decided.</param>
/// <param name="Code">Why not: validation, could-not-decide, or a limit of the key (matter-beyond-limits, subject-beyond-limits, over-misses).</param>
/// <param name="Faults">For validation: the fields to mend.</param>
internal sealed record BatchItem(CheckResponse? Answer, string? Code, ImmutableArray<FaultBody>? Faults);

/// <summary>Writes a <see cref="BatchResponse"/> as the serializer does, byte for byte, but answer by answer: a batch of 10,000 is 20 MB.</summary>
/// <param name="explanations">Of the items that asked for one, by their index.</param>
internal sealed class BatchAnswer(
    IReadOnlyList<CheckResult> results, IReadOnlyDictionary<int, ExplanationBody> explanations, AnswerWriter answers, CheckText text, Language language) : IResult
{
    /// <summary>Bytes that wait for the caller to take them before more are written.</summary>
    private const int Portion = 65_536;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        var body = httpContext.Response.BodyWriter;
        var waiting = 0;
        body.Write("{\"items\":["u8);
        for (var index = 0; index < results.Count; index++)
        {
            waiting += Write(body, index);
            if (waiting > Portion)
            {
                waiting = 0;
                if ((await body.FlushAsync()).IsCompleted)
                {
                    return;     // the caller has gone
                }
            }
        }

        body.Write("]}"u8);
    }

    private int Write(IBufferWriter<byte> body, int index)
    {
        if (index > 0)
        {
            body.Write(","u8);
        }

        if (results[index].Receipt is { } receipt && !explanations.ContainsKey(index))
        {
            body.Write("{\"answer\":"u8);
            var answer = answers.Write(receipt, language);
            body.Write(answer);
            body.Write("}"u8);
            return answer.Length;
        }

        var item = JsonSerializer.SerializeToUtf8Bytes(ItemOf(index), ApiJson.Options);
        body.Write(item);
        return item.Length;
    }

    private BatchItem ItemOf(int index) => results[index] switch
    {
        { Receipt: { } receipt } => new BatchItem(text.Of(receipt, language) with { Explanation = explanations[index] }, null, null),
        { Forbidden: { } beyond } => new BatchItem(null, beyond.Code, null),
        { Faults: { IsEmpty: false } faults } => new BatchItem(null, ProblemTexts.Validation.Code, FaultBody.From(faults, language)),
        _ => new BatchItem(null, ProblemTexts.CouldNotDecide.Code, null),
    };
}
