using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>Appends of many subjects that commit together or not at all.</summary>
internal sealed record PreparedBulk(ImmutableArray<PreparedAppend> Appends, PushStep? Step)
{
    public int Rows => 1 + Appends.Sum(static append => append.Rows) + (Step?.Lines.Count ?? 0) + (Step?.Named.Count ?? 0);

    /// <summary>In the order of the keys: neighbours in the index are written one after the other.</summary>
    public static PreparedBulk Of(ImmutableArray<SubjectAppend> appends, PushStep? step) =>
        new([.. appends.Select(PreparedAppend.Of).OrderBy(static append => append.Subject, StringComparer.Ordinal)], step);

    /// <exception cref="BulkRefusedException">Undoes what this has written, and leaves others in the same commit alone.</exception>
    public bool Write(LedgerSession session)
    {
        if (Step is { } step && !session.Tables.Pushes.TryAdvance(step))
        {
            throw new BulkRefusedException(new BulkOutcome([], true));
        }

        var conflicts = Appends.Where(append => !append.Write(session).Committed).Select(static append => Key(append.Subject)).ToImmutableArray();
        return conflicts.IsEmpty ? true : throw new BulkRefusedException(new BulkOutcome(conflicts, false));
    }

    private static SubjectKey Key(string text) =>
        SubjectKey.TryParse(text, out var key) ? key : throw new InvalidOperationException("An append names no subject.");
}

/// <summary>A bulk append met another version: what it wrote is undone.</summary>
internal sealed class BulkRefusedException(BulkOutcome outcome) : Exception("The bulk append was refused.")
{
    public BulkOutcome Outcome { get; } = outcome;
}
