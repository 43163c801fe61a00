using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Feedback;

namespace CreditGate.Silo.Ledger;

/// <summary>Feedback made ready, on its caller's thread, for the writer.</summary>
internal readonly record struct SealedFeedback(GivenFeedback Given, SealedPayload Content)
{
    public static SealedFeedback Of(GivenFeedback given)
    {
        var (payload, salt) = (JsonSerializer.SerializeToUtf8Bytes(given, LedgerJson.Context.GivenFeedback), HashChain.NewSalt());
        var commitment = RowHashes.OfFeedback(
            RowHashes.EventContent(salt, payload), given.Receipt, given.Code, given.Organisation, given.Action.ToString(), given.At.UtcTicks, given.Credential);
        return new SealedFeedback(given, new SealedPayload(payload, salt, commitment));
    }

    public static GivenFeedback Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LedgerJson.Context.GivenFeedback) ?? throw new InvalidDataException("A payload of feedback is empty.");
}

/// <summary>The end of the chain of feedback: one in the whole ledger, since departments feed back far less often than they check.</summary>
internal sealed record FeedbackHead(string Segment, long Sequence, byte[] Chain)
{
    /// <param name="last">The newest row's; null when there is none.</param>
    public static FeedbackHead After(FeedbackHead? last)
    {
        if (last is not null && HashChain.IsCurrent(last.Segment))
        {
            return last;
        }

        var segment = HashChain.NewSegment();
        return new FeedbackHead(segment, last?.Sequence ?? 0, HashChain.Genesis(segment));
    }

    public FeedbackHead After(SealedFeedback added) => this with { Sequence = Sequence + 1, Chain = HashChain.Next(Chain, added.Content.Commitment) };
}

/// <summary>A step with its JSON and hashes.</summary>
internal sealed record PreparedStep(CheckTask Task, byte[] Payload, SealedFeedback[] Given, WrittenChange? Told)
{
    public static PreparedStep Of(Actors.Feedback.FeedbackStep step) => new(
        step.Task,
        JsonSerializer.SerializeToUtf8Bytes(step.Task, LedgerJson.Context.CheckTask),
        [.. step.Given.Select(SealedFeedback.Of)],
        step.Told is { } told ? WrittenChange.Of(told) : null);

    public static CheckTask Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LedgerJson.Context.CheckTask) ?? throw new InvalidDataException("A task's payload is empty.");
}
