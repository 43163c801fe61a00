using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Actors.Evidence;

/// <summary>Recomputes answers from the ledger: one, or all of a period.</summary>
public sealed class Replayer(ISubjectLedger subjects, IReceiptHistory receipts, Catalogue catalogue)
{
    private const int PageSize = 4_000;
    private const int LongestRead = 1_000;

    /// <summary>Null when the receipt's edition is not in this release.</summary>
    /// <exception cref="InvalidDataException">The ledger does not hold what the receipt rests on.</exception>
    /// <param name="trace">Notes the steps, for an explanation.</param>
    public async Task<Replayed?> One(Receipt receipt, CancellationToken cancellation, Trace? trace = null) => catalogue.Find(receipt.Edition) is { } edition
        ? Again(receipt, edition, await Histories.Read(subjects, [receipt], LongestRead, cancellation), trace)
        : null;

    /// <summary>The replay of each with its steps, in order; null where the receipt's edition is not in this release.</summary>
    /// <exception cref="InvalidDataException">The ledger does not hold what a receipt rests on.</exception>
    public async Task<IReadOnlyList<(Replayed Replayed, Trace Trace)?>> Explain(IReadOnlyList<Receipt> some, CancellationToken cancellation)
    {
        var histories = await Histories.Read(subjects, some, LongestRead, cancellation);
        return [.. some.Select(receipt => Explain(receipt, histories))];
    }

    /// <summary>Replays the receipts of a period, start inclusive and end exclusive, and tells of each page.</summary>
    public async Task Period(DateTimeOffset from, DateTimeOffset to, Action<ReplayedPage> tell, CancellationToken cancellation)
    {
        var (after, end) = (ReceiptIds.LowestOf(from), ReceiptIds.LowestOf(to));
        while (await receipts.Receipts(after, end, PageSize, cancellation) is { Count: > 0 } page)
        {
            StoredReceipt[] whole = [.. page.Where(static stored => !RemovedContent.Is(stored.Payload))];       // of the others nothing is left to compare
            var read = new Receipt[whole.Length];
            Parallel.For(0, whole.Length, index => read[index] = Read(whole[index]));
            var histories = await Histories.Read(subjects, read, LongestRead, cancellation);
            var groups = read.GroupBy(static receipt => receipt.Subject ?? "").ToArray();
            var differing = new ImmutableArray<Difference>[groups.Length];
            Parallel.For(0, groups.Length, index => differing[index] = Differing(groups[index], histories));
            tell(new ReplayedPage(whole.Length, [.. differing.SelectMany(static some => some)]));
            after = page[^1].Id;
        }
    }

    private ImmutableArray<Difference> Differing(IEnumerable<Receipt> ofSubject, Histories histories)
    {
        var rulings = new Dictionary<(long, string, string), (DateTimeOffset From, Ruling Ruling)>();
        var differing = ImmutableArray.CreateBuilder<Difference>();
        foreach (var receipt in ofSubject)
        {
            if (Compare(receipt, histories, rulings) is { IsEmpty: false } paths)
            {
                differing.Add(new Difference(receipt.Id, paths));
            }
        }

        return differing.ToImmutable();
    }

    private ImmutableArray<string> Compare(Receipt receipt, Histories histories, Dictionary<(long, string, string), (DateTimeOffset From, Ruling Ruling)> rulings)
    {
        if (catalogue.Find(receipt.Edition) is not { } edition)
        {
            return ["edition"];
        }

        if (histories.IsRemoved(receipt))
        {
            return [];      // erased since: there is nothing to recompute from
        }

        var key = (receipt.SubjectVersion, receipt.Matter, receipt.Edition);
        if (receipt.Subject is not null && receipt.Linked.IsEmpty && rulings.TryGetValue(key, out var kept) && receipt.DecidedAt >= kept.From && !(receipt.DecidedAt >= kept.Ruling.ChangesAt))
        {
            return Replay.Of(receipt, kept.Ruling, edition, catalogue.Ends).Differences;
        }

        try
        {
            var ruling = Replay.Rule(receipt, StandingOf(receipt, histories), histories.Linked(receipt), edition);
            rulings[key] = (receipt.DecidedAt, ruling);
            return Replay.Of(receipt, ruling, edition, catalogue.Ends).Differences;
        }
        catch (InvalidDataException)
        {
            return ["subjectVersion"];      // the ledger does not hold it: a difference like any other
        }
    }

    private (Replayed Replayed, Trace Trace)? Explain(Receipt receipt, Histories histories)
    {
        var trace = new Trace();
        return catalogue.Find(receipt.Edition) is { } edition ? (Again(receipt, edition, histories, trace), trace) : null;
    }

    private Replayed Again(Receipt receipt, Edition edition, Histories histories, Trace? trace = null) => histories.IsRemoved(receipt)
        ? throw new HistoryRemovedException($"What receipt {receipt.Id} rests on was removed.")
        : Replay.Of(receipt, StandingOf(receipt, histories), histories.Linked(receipt), edition, catalogue.Ends, trace);

    private static Domain.Standings.Standing? StandingOf(Receipt receipt, Histories histories) => receipt.Subject is { } subject ? histories.At(subject, receipt.SubjectVersion) : null;

    private static Receipt Read(StoredReceipt stored) =>
        JsonSerializer.Deserialize(stored.Payload, LedgerJson.Context.Receipt) ?? throw new InvalidDataException($"Receipt {stored.Id} is empty.");
}

/// <param name="Paths">What the receipt says otherwise than the replay.</param>
public sealed record Difference(Guid Receipt, ImmutableArray<string> Paths);

public sealed record ReplayedPage(int Receipts, ImmutableArray<Difference> Differing);

/// <summary>A receipt cannot be recomputed: what it rests on was erased since.</summary>
public sealed class HistoryRemovedException(string message) : Exception(message);
