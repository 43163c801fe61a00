using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Retention;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Retention;

namespace CreditGate.Silo.Ledger;

/// <summary>What a page of receipts comes to: which lose their content, and the act that says so. Alike on every database.</summary>
internal sealed class ReceiptRemovals
{
    private readonly IReadOnlyList<StoredReceipt> _looked;
    private readonly List<StoredReceipt> _removable;
    private readonly int _held;

    /// <param name="act">Says which of them: before an instant, below a version, or all.</param>
    public ReceiptRemovals(IReadOnlyList<StoredReceipt> looked, IEnumerable<LegalHold> holds, RetentionAct act)
    {
        HoldScope[] standing = [.. holds.Where(static hold => hold.Stands).Select(static hold => hold.Scope)];
        List<StoredReceipt> whole = [.. looked.Where(receipt => !RemovedContent.Is(receipt.Payload) && !(receipt.At >= act.Before) && !(receipt.SubjectVersion >= act.Below))];
        _looked = looked;
        _removable = standing is [] ? whole : [.. whole.Where(receipt => HeldReceiptOf(receipt) is var asked && !standing.Any(scope => scope.Covers(asked)))];
        _held = whole.Count - _removable.Count;
    }

    public IReadOnlyList<Guid> Ids => _removable.ConvertAll(static receipt => receipt.Id);

    /// <summary>What takes the place of each payload.</summary>
    public IReadOnlyList<byte[]> Left() => _removable.ConvertAll(static receipt => receipt.ToRow().Removed());

    public RemovedPage Page => new(_looked.Count, _removable.Count, _held, _looked is [.., var last] ? last.Id : null);

    /// <param name="act">Without its rows.</param>
    /// <param name="feedback">Sequences of what was fed back on them.</param>
    public RetentionAct Act(RetentionAct act, IEnumerable<long> feedback) => act with
    {
        Rows =
        [
            .. _removable.GroupBy(static receipt => receipt.Segment, static receipt => receipt.Sequence).OrderBy(static same => same.Key, StringComparer.Ordinal)
                .SelectMany(static same => RunsOf(LogEntry.Receipt, same.Key, same)),
            .. RunsOf(LogEntry.Feedback, "", feedback),
        ],
    };

    public static IEnumerable<EntryRun> RunsOf(string kind, string segment, IEnumerable<long> numbers)
    {
        EntryRun? run = null;
        foreach (var number in numbers.Order())
        {
            if (run is not null && number == run.Last + 1)
            {
                run = run with { Last = number };
                continue;
            }

            if (run is not null)
            {
                yield return run;
            }

            run = new EntryRun(kind, segment, number, number);
        }

        if (run is not null)
        {
            yield return run;
        }
    }

    private static HeldReceipt HeldReceiptOf(StoredReceipt receipt)
    {
        ImmutableArray<NamedPerson> named = ReceiptGist.Read(receipt.Payload)?.Linked ?? [];
        return new HeldReceipt(receipt.At, [receipt.Subject, .. named.Select(static person => person.Subject)], receipt.Matter, receipt.BusinessNumber);
    }
}
