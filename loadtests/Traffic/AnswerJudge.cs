using System.Buffers;
using System.Text;
using System.Text.Json;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;

namespace CreditGate.LoadTests.Traffic;

internal enum Judgement
{
    /// <summary>Not compared, or a push was under way meanwhile.</summary>
    Unjudged,
    Right,
    Wrong,
}

/// <summary>Compares answers with what the scenario knows.</summary>
internal sealed class AnswerJudge(Orders orders, Inhabitants inhabitants, Listings listings)
{
    private string? _firstWrong;
    private string? _firstError;

    /// <summary>The first answer that was wrong, in words; null when none was.</summary>
    public string? FirstWrong => _firstWrong;

    /// <summary>The first answer that was none; null when every request was answered.</summary>
    public string? FirstError => _firstError;

    /// <param name="epoch">Of the subject's listing when the request was sent.</param>
    public Judgement Judge(in Order order, int epoch, ReadOnlySequence<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return order.Kind switch
            {
                RequestKind.Check => Judge(order.Subject, order.Matter, epoch, document.RootElement),
                RequestKind.Batch => JudgeBatch(order, document.RootElement),
                RequestKind.Push => JudgePush(order, document.RootElement),
                _ => Judgement.Unjudged,
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Wrong($"an answer of another form: {unreadable.Message}");
        }
    }

    public void Failed(int status, ReadOnlySequence<byte> body)
    {
        if (_firstError is null)
        {
            var text = Encoding.UTF8.GetString(body);
            Interlocked.CompareExchange(ref _firstError, $"{status} {text[..Math.Min(text.Length, 400)]}", null);
        }
    }

    private Judgement Judge(int subject, int matter, int epoch, JsonElement answer)
    {
        if (epoch % 2 == 1 || listings.Epoch(subject) != epoch)
        {
            return Judgement.Unjudged;
        }

        var known = listings.Known(subject, matter, epoch);
        var measures = answer.GetProperty("measures").EnumerateArray().Select(static measure => measure.GetProperty("code").GetString()!).Distinct().Order(StringComparer.Ordinal).ToArray();
        return answer.GetProperty("outcome").GetString() == known.Outcome && measures.SequenceEqual(known.Measures)
            ? Judgement.Right
            : Wrong($"{inhabitants.ProfileOf(subject).Name} {subject} in {inhabitants.ProfileOf(subject).Answers[matter].Matter}: {answer.GetProperty("outcome")} [{string.Join(' ', measures)}] instead of {known.Outcome} [{string.Join(' ', known.Measures)}]");
    }

    /// <summary>Items whose subjects are written to are left out: their epochs at sending are not kept.</summary>
    private Judgement JudgeBatch(Order order, JsonElement answer)
    {
        var items = answer.GetProperty("items").EnumerateArray().ToArray();
        var asked = orders.Items(order).ToArray();
        if (items.Length != asked.Length)
        {
            return Wrong($"a batch of {asked.Length} checks has {items.Length} answers");
        }

        return asked.Zip(items).All(item => IsAnswered(item.First, item.Second)) ? Judgement.Right : Judgement.Wrong;
    }

    private bool IsAnswered((int Subject, int Matter) asked, JsonElement item) => item.TryGetProperty("answer", out var answer) && answer.ValueKind == JsonValueKind.Object
        ? listings.Epoch(asked.Subject) != 0 || Judge(asked.Subject, asked.Matter, 0, answer) != Judgement.Wrong
        : Wrong($"an item of a batch has no answer: {item}") != Judgement.Wrong;

    private Judgement JudgePush(Order order, JsonElement answer) => answer.GetProperty("rejected").GetInt32() == 0 && answer.GetProperty("notTaken").GetInt32() == 0
        ? Judgement.Right
        : Wrong($"a push for subject {order.Subject} was not taken: {answer}");

    private Judgement Wrong(string what)
    {
        Interlocked.CompareExchange(ref _firstWrong, what, null);
        return Judgement.Wrong;
    }
}
