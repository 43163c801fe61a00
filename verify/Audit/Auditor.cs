using CreditGate.Domain.Evidence.Log;
using CreditGate.Verify.Ledgers;

namespace CreditGate.Verify.Audit;

/// <summary>The whole audit: copies first, then every row of the ledger against them. Nothing that the ledger says of itself is believed.</summary>
internal sealed class Auditor(LedgerRows rows, CopiedLog copied, IReadOnlyCollection<PublicKey> keys)
{
    private readonly Findings _findings = new();
    private readonly Dictionary<long, byte[]> _computed = [];
    private long _events;
    private long _receipts;
    private long _feedback;
    private long _declarations;

    public AuditReport Run()
    {
        var copies = new CopyAudit(copied, keys, _findings);
        var log = copies.Log();
        var sound = copies.SoundLeaves(log);
        var groups = log.Groups();
        var removals = Removals();
        var (events, receipts, feedback) = (
            Walk(LogEntry.Event, groups, sound, removals), Walk(LogEntry.Receipt, groups, sound, removals), Walk(LogEntry.Feedback, groups, sound, removals));
        events.Run(Counted(rows.Events().Select(AuditedRow.Of), () => _events++));
        receipts.Run(Counted(rows.Receipts().Select(AuditedRow.Of), () => _receipts++));
        feedback.Run(Counted(rows.Feedback().Select(AuditedRow.Of), () => _feedback++));
        var declarations = Walk(LogEntry.Declaration, groups, sound, removals);
        var editions = new EditionAudit(_findings);
        declarations.Run(Counted(rows.Declarations().Select(row => AuditedRow.Of(editions.Note(row))), () => _declarations++));
        editions.Run(rows.EditionActs(), rows.EditionPackages());
        CompareRoots(log, sound);
        new LogAudit(rows, copied, keys, log, index => Leaf(index, sound), _findings).Run();
        return new AuditReport(_findings, log.Size, log.Checkpoints is [.., var last] ? last.At : null, _events, _receipts, _feedback, _declarations,
            events.Unsealed + receipts.Unsealed + feedback.Unsealed + declarations.Unsealed, removals.Removed, removals.Untold);
    }

    /// <summary>Acts of removal come after the rows they name, so they are read first, with the holds that stood meanwhile.</summary>
    private RemovalAudit Removals()
    {
        var removals = new RemovalAudit(_findings);
        foreach (var declaration in rows.RetentionActs())
        {
            removals.Note(declaration);
        }

        return removals;
    }

    private RowWalk Walk(string kind, ILookup<(string Kind, string Segment), SealedRun> groups, long sound, RemovalAudit removals) => new(
        kind, groups, index => Leaf(index, sound), _findings, removals, (index, hash) =>
        {
            if (index >= sound)
            {
                _computed[index] = hash;
            }
        });

    private byte[]? Leaf(long index, long sound) => index < sound ? copied.Leaf(index) : null;

    /// <summary>Where no hashes were copied, the signed roots still tell between which two checkpoints something was changed.</summary>
    private void CompareRoots(SealedLog log, long sound)
    {
        var range = new CompactRange();
        foreach (var checkpoint in log.Checkpoints)
        {
            while (range.Size < checkpoint.Size && (Leaf(range.Size, sound) ?? _computed.GetValueOrDefault(range.Size)) is { } leaf)
            {
                range.Add(leaf);
            }

            if (range.Size < checkpoint.Size || !range.Root().AsSpan().SequenceEqual(checkpoint.Root))
            {
                _findings.Add(new Finding(FindingKind.OtherLog, "log", $"entries {checkpoint.SizeBefore} to {checkpoint.Size - 1} are not those that were signed; later ones cannot be told"));
                return;
            }
        }
    }

    private static IEnumerable<T> Counted<T>(IEnumerable<T> items, Action count) => items.Select(item =>
    {
        count();
        return item;
    });
}

/// <param name="SealedUntil">Instant of the last copied checkpoint; null when there is none.</param>
/// <param name="Unsealed">Rows after it, of which only the chain was checked.</param>
/// <param name="Removed">Rows whose content was removed by an act that the log holds.</param>
/// <param name="Untold">Receipts among them that were removed while a hold by business number stood, and of whose number nothing is left to compare.</param>
internal sealed record AuditReport(Findings Findings, long Size, DateTimeOffset? SealedUntil, long Events, long Receipts, long Feedback, long Declarations, long Unsealed, long Removed, long Untold);
