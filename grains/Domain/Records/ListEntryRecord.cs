using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Records;

/// <summary>An entry on one of the catalogue's lists: serious dishonesty, abnormal, red or exemplar.</summary>
public sealed record ListEntryRecord : PublicCreditRecord
{
    [JsonIgnore]
    public override RecordKind Kind => RecordKind.ListEntry;

    public required string List { get; init => field = SharedTexts.Of(value)!; }

    /// <summary>Day of entry, from which the list's period counts.</summary>
    public required DateOnly ListedOn { get; init; }

    /// <summary>The entry stands until its duty is performed, with no fixed term (judgment defaulters who are able but refuse).</summary>
    public bool UntilPerformed { get; init; }

    /// <summary>Facts that rules may require: true or false when settled, absent when open.</summary>
    public ImmutableSortedDictionary<string, bool> Facts { get; init => field = value ?? ImmutableSortedDictionary<string, bool>.Empty; } = ImmutableSortedDictionary<string, bool>.Empty;
}
