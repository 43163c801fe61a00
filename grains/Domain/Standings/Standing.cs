using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Standings;

/// <summary>
/// Everything about a subject that a decision needs, folded from its events. Immutable: it is replaced whole,
/// so a reader never sees half a change.
/// </summary>
/// <param name="Version">Number of events folded; 0 for a subject that nobody has told us of.</param>
/// <param name="Records">In the order of their refs, so that no answer depends on the order of arrival.</param>
public sealed record Standing(SubjectKey Key, long Version, ImmutableArray<PublicCreditRecord> Records)
{
    /// <summary>Raised whenever the same events would fold to another standing: snapshots of another fold are ignored.</summary>
    public const int FoldVersion = 4;

    /// <summary>The latest instant among the events folded; null when there are none. What the change feed has told of the subject holds for this instant.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Objections, repairs and other cases about the subject's records, closed ones too, by number.</summary>
    public ImmutableSortedDictionary<string, Case> Cases { get; init => field = value?.WithComparers(StringComparer.Ordinal) ?? None; } = None;

    private static ImmutableSortedDictionary<string, Case> None { get; } = ImmutableSortedDictionary.Create<string, Case>(StringComparer.Ordinal);

    /// <summary>Registered name of an entity, masked name of a person, by the newest registration; null when nobody registered the subject.</summary>
    public string? Name => Records.OfType<RegistrationRecord>()
        .Where(static record => record is { Withdrawal: null, Mirror: null })
        .MaxBy(static record => record, RecordOrder.ByDecision)?.Name;

    /// <summary>Version at which the subject was erased last; 0 when it never was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ForgottenAt { get; init; }

    /// <summary>Nothing is known of the subject: nobody told of it, or it was erased whole and nobody told of it since. Both are answered alike.</summary>
    [JsonIgnore]
    public bool IsUnknown => Version == ForgottenAt && Records.IsEmpty;

    public static Standing Unknown(SubjectKey key) => new(key, 0, []);

    public static Standing Fold(SubjectKey key, IEnumerable<SubjectEvent> events) =>
        events.Aggregate(Unknown(key), static (standing, happened) => standing.Apply(happened));

    /// <summary>Total: an event about a record that is not there still counts as a version.</summary>
    public Standing Apply(SubjectEvent happened) => this with
    {
        Version = Version + 1,
        At = At > happened.At ? At : happened.At,       // a slow clock takes nothing back
        ForgottenAt = happened is SubjectErased ? Version + 1 : ForgottenAt,
        Records = happened switch
        {
            RecordPushed pushed => With(Numbered(pushed.Record)),
            SubjectErased { Registration: { } kept } => [kept],
            SubjectErased => [],
            RecordConfirmed confirmed when Find(confirmed.Record) is { } known => With(known with { Revision = confirmed.Revision }),
            _ => Records,
        },
        Cases = happened switch
        {
            CaseMoved moved => Cases.SetItem(moved.Case.Id, moved.Case),
            SubjectErased => None,
            _ => Cases,
        },
    };

    public PublicCreditRecord? Find(RecordRef reference)
    {
        var index = IndexOf(reference, RecordRef.Compare);
        return index < 0 ? null : Records[index];
    }

    /// <summary>Registrations have the subject's own code for number: the text is kept once.</summary>
    private PublicCreditRecord Numbered(PublicCreditRecord record) =>
        record.Number == Key.Value && !ReferenceEquals(record.Number, Key.Value) ? record with { Number = Key.Value } : record;

    private ImmutableArray<PublicCreditRecord> With(PublicCreditRecord record)
    {
        var index = IndexOf(record, RecordRef.Compare);
        return index < 0 ? Records.Insert(~index, record) : Records.SetItem(index, record);
    }

    private int IndexOf<T>(T sought, Func<PublicCreditRecord, T, int> compare)
    {
        var (low, high) = (0, Records.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = compare(Records[middle], sought);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
