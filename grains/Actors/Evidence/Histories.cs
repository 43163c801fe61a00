using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Evidence;

/// <summary>The histories of the subjects that some receipts are about, read at once, and their standings at any version.</summary>
internal sealed class Histories
{
    private readonly Dictionary<string, IReadOnlyList<StoredEvent>> _events = new(StringComparer.Ordinal);

    private Histories()
    {
    }

    /// <param name="ledger">Read in one go, but for long histories.</param>
    public static async Task<Histories> Read(ISubjectLedger ledger, IEnumerable<Receipt> receipts, int longest, CancellationToken cancellation)
    {
        var histories = new Histories();
        SubjectKey[] subjects = [.. receipts.SelectMany(static receipt => receipt.Linked.Select(static other => other.Subject).Append(receipt.Subject)).OfType<string>().Distinct().Select(Key)];
        var found = await ledger.Histories(subjects, longest, cancellation);
        for (var index = 0; index < subjects.Length; index++)
        {
            histories._events[subjects[index].Value] = found[index].Events ?? await ledger.Read(subjects[index], 0, cancellation);
        }

        return histories;
    }

    /// <exception cref="InvalidDataException">The ledger does not hold that version.</exception>
    public Standing At(string subject, long version)
    {
        var events = _events[subject];
        return version <= events.Count
            ? Standing.Fold(Key(subject), events.Take((int)version).Select(static stored => stored.Event))
            : throw new InvalidDataException($"The ledger holds version {events.Count} of a subject, a receipt rests on {version}.");
    }

    /// <summary>Whether something that the receipt rests on was removed: it cannot be recomputed then, and nobody altered anything.</summary>
    public bool IsRemoved(Receipt receipt) =>
        (receipt.Subject is { } subject && IsRemoved(subject, receipt.SubjectVersion)) || receipt.Linked.Any(other => IsRemoved(other.Subject, other.Version));

    /// <summary>What was before the erasure is in no standing of after it.</summary>
    private bool IsRemoved(string subject, long version) =>
        _events[subject].Take((int)version).Reverse().TakeWhile(static stored => stored.Event is not SubjectErased).Any(static stored => stored.Event is ContentRemoved);

    public ImmutableArray<LinkedStanding> Linked(Receipt receipt) => [.. receipt.Linked.Select(other => new LinkedStanding(other.Role, At(other.Subject, other.Version)))];

    private static SubjectKey Key(string text) =>
        SubjectKey.TryParse(text, out var key) ? key : throw new InvalidDataException("A receipt names no subject.");
}
