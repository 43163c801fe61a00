using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Evidence;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Api.Receipts;

/// <summary>What is to be thought of a receipt that somebody kept.</summary>
internal enum Verdict
{
    /// <summary>The service gave it, and it says what it said then.</summary>
    Genuine,

    /// <summary>The service gave a receipt of this id that says something else.</summary>
    Altered,

    /// <summary>The service gave no such receipt, or not to the organisation that asks.</summary>
    Unknown,

    /// <summary>The ledger's own row is not the one that was sealed, so nothing can be said of what was kept.</summary>
    LedgerAltered,

    /// <summary>The service gave a receipt of this id; what it said was removed since, so it cannot be compared. That it was given is still proven.</summary>
    ContentRemoved,
}

/// <param name="Altered">Paths of the fields that differ from what was given.</param>
/// <param name="Sealed">Whether the receipt is in a signed checkpoint already.</param>
internal sealed record VerdictResponse(Verdict Verdict, Guid? Receipt, ImmutableArray<string> Altered, bool Sealed)
{
    /// <summary>Members of the document that no receipt covers, so that nothing is said of them: explanation, feedback, remedies, sampling. Replay the receipt to have it anew.</summary>
    public ImmutableArray<string> NotCovered { get; init; } = [];

    /// <summary>For the verdict contentRemoved: why and when.</summary>
    public RemovalBody? Removal { get; init; }
}

/// <summary>Compares a kept document with the receipt, and the receipt with the log.</summary>
internal sealed class ReceiptVerifier(ReceiptWriter receipts, EvidenceLog log, RemovedReceipts removed, CheckText text)
{
    private const string Explanation = "explanation";
    private const string Feedback = "feedback";
    private const string Remedies = "remedies";
    private const string Sampling = "sampling";

    /// <summary>Id of the receipt that a document is of; null when it names none.</summary>
    public static Guid? IdOf(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object
        && (document.TryGetProperty("receipt", out var id) || document.TryGetProperty("id", out id))
        && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var known)
            ? known
            : null;

    public async Task<VerdictResponse> Verify(JsonElement document, Guid id, Caller caller, CancellationToken cancellation)
    {
        if (await receipts.FindStored(id, cancellation) is not { } stored)
        {
            return new VerdictResponse(Verdict.Unknown, id, [], false);
        }

        var (isSound, isSealed) = await Examine(stored, cancellation);
        if (!isSound)
        {
            return new VerdictResponse(Verdict.LedgerAltered, id, [], isSealed);
        }

        if (RemovedContent.Is(stored.Payload))
        {
            return await removed.MaySee(caller, stored)
                ? new VerdictResponse(Verdict.ContentRemoved, id, [], isSealed) { Removal = await removed.Removal(stored, cancellation) }
                : new VerdictResponse(Verdict.Unknown, id, [], false);
        }

        var receipt = ReceiptWriter.Read(stored);
        var altered = caller.MaySee(receipt) ? Compare(document, receipt, caller) : default;
        return altered.IsDefault
            ? new VerdictResponse(Verdict.Unknown, id, [], false)
            : new VerdictResponse(altered.IsEmpty ? Verdict.Genuine : Verdict.Altered, id, altered, isSealed)
            {
                NotCovered = [.. ((string[])[Explanation, Feedback, Remedies, Sampling]).Where(member => document.TryGetProperty(member, out _))],
            };
    }

    /// <summary>Held against what this caller is shown, so that nobody can try out what it is not.</summary>
    private ImmutableArray<string> Compare(JsonElement document, Receipt receipt, Caller caller) => Enum.GetValues<Language>()
        .Select(language => text.Of(receipt, language, caller))
        .Select(answer => document.TryGetProperty("receipt", out _) ? Written(answer) : Written(ReceiptResponse.Of(receipt, answer)))
        .Select(given => JsonComparison.Differences(document, given).RemoveAll(IsNotCovered))
        .MinBy(static differences => differences.Length);

    /// <summary>Feedback and explanations come after the answer, and remedies and sampling are those of today.</summary>
    private static bool IsNotCovered(string path) =>
        path == Explanation || IsOf(path, Feedback) || ((string[])[Remedies, Sampling]).Any(member => IsOf(path, member) || IsOf(path, $"answer.{member}"));

    private static bool IsOf(string path, string member) =>
        path == member || path.StartsWith($"{member}.", StringComparison.Ordinal) || path.StartsWith($"{member}[", StringComparison.Ordinal);

    private async ValueTask<(bool IsSound, bool IsSealed)> Examine(StoredReceipt stored, CancellationToken cancellation)
    {
        var row = stored.ToRow();
        var index = await log.IndexOf(row.Entry, cancellation);
        var isSound = row.ExpectedCommitment().AsSpan().SequenceEqual(stored.Commitment) && (index is null || await log.Holds(row.Entry, index.Value));
        return (isSound, index is not null);
    }

    private static JsonElement Written<T>(T body) => JsonSerializer.SerializeToElement(body, ApiJson.Options);
}
