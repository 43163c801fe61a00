using CreditGate.Actors.Retention;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Ledger;

/// <summary>What a page of a person's history comes to. The events that tell of erasures stay: they say nothing of the person.</summary>
internal sealed class HistoryRemovals(IReadOnlyList<EventRow> page, RetentionAct act)
{
    public const string Kept = nameof(SubjectErased);

    public IReadOnlyList<(long Position, byte[] Left)> Events { get; } = [.. page.Select(static row => (row.Position, row.Removed()))];

    public RetentionAct Act { get; } = act with { Rows = [.. ReceiptRemovals.RunsOf(LogEntry.Event, "", page.Select(static row => row.Position))] };

    public RemovedPage Page => new(page.Count, page.Count, 0, null);

    public static string SubjectOf(RetentionAct act) => act.Subject ?? throw new ArgumentException("The removal names no subject.", nameof(act));

    /// <summary>Version of the event that an erasure brought; 0 when there is none.</summary>
    /// <param name="erased">Events that tell of erasures of the subject.</param>
    public static long VersionOf(Guid erasure, IEnumerable<(long Version, byte[] Payload)> erased) =>
        erased.FirstOrDefault(one => EventJson.Read(one.Payload, one.Version) is SubjectErased known && known.Erasure == erasure).Version;

    public static bool IsHeld(string subject, IEnumerable<LegalHold> holds) => holds.Any(hold => hold.Stands && hold.Scope.CoversHistoryOf(subject));

    /// <summary>Behind which person the next page begins: anew after the last.</summary>
    public static Guid Next(IReadOnlyList<HeardPerson> page, int atMost) => page.Count == atMost ? PersonOf(page[^1].Key) ?? Guid.Empty : Guid.Empty;

    /// <summary>The person's id in the index; null for an entity.</summary>
    public static Guid? PersonOf(string subject) => subject.Length > 2 && SubjectKey.TryParse(subject, out var key) && key.Kind == Domain.Catalogues.SubjectKinds.Person
        ? Guid.ParseExact(subject.AsSpan(2), "N")
        : null;
}
