using CreditGate.Actors.Retention;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Ledger;

/// <summary>What a page of a subject's history comes to. The events that tell of erasures stay: they say nothing of a person, and of an entity that it ended.</summary>
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

    /// <summary>Keys of a kind lie between these, both exclusive: persons' begin with "p-", behind every code.</summary>
    public static (string From, string To) KeysOf(string kind) => kind == RetainedKind.Persons ? ("p-", "p.") : ("", "p-");

    public static HeardPage PageOf(IReadOnlyList<(string Key, bool IsQuiet)> looked) =>
        new(looked.Count, [.. looked.Where(static one => one.IsQuiet).Select(static one => one.Key)]);

    /// <summary>Behind which key the next page begins: anew after the last.</summary>
    public static string Next(IReadOnlyList<(string Key, bool IsQuiet)> looked, int atMost) => looked.Count == atMost ? looked[^1].Key : "";

    /// <summary>The person's id in the index; null for an entity.</summary>
    public static Guid? PersonOf(string subject) => subject.Length > 2 && SubjectKey.TryParse(subject, out var key) && key.Kind == Domain.Catalogues.SubjectKinds.Person
        ? Guid.ParseExact(subject.AsSpan(2), "N")
        : null;
}
