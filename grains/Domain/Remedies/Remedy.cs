using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Remedies;

/// <summary>救济途径: what a subject may do about a record that an answer rests on.</summary>
/// <param name="Text">With the term for it.</param>
/// <param name="Records">Kinds of record that it is for; empty for all.</param>
/// <param name="Sources">Organisations against whose records it goes; empty for all.</param>
/// <param name="ExceptSources">Organisations against whose records it does not go.</param>
public sealed record Remedy(
    string Code,
    LocalText Name,
    LocalText Text,
    LocalText Basis,
    Provenance Confidence,
    ImmutableArray<RecordKind> Records,
    ImmutableArray<string> Sources,
    ImmutableArray<string> ExceptSources)
{
    public bool IsAgainst(RecordRef record) =>
        (Records.IsEmpty || Records.Contains(record.Kind)) && (Sources.IsEmpty || Sources.Contains(record.Source)) && !ExceptSources.Contains(record.Source);
}
