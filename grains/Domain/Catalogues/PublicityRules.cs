using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Catalogues;

/// <summary>How long a penalty of one severity is public, in calendar months.</summary>
/// <param name="MinimumMonths">Before this, it cannot be repaired.</param>
/// <param name="MaximumMonths">After this, publicity ends by itself.</param>
/// <param name="PublishedByDefault">False for minor records, which are public only when their source says so.</param>
public sealed record PublicityPeriod(Severity Severity, int MinimumMonths, int MaximumMonths, bool PublishedByDefault);

/// <summary>The publicity and repair regime of an edition.</summary>
/// <param name="Anchor">What the period counts from when the record does not say when publicity began.</param>
/// <param name="AutoEndNeedsCorrection">Publicity does not end at the maximum while the source says that duties are outstanding.</param>
public sealed record PublicityRules(
    string Id,
    LocalText Name,
    PublicityAnchor Anchor,
    bool AutoEndNeedsCorrection,
    ImmutableArray<PublicityPeriod> Periods,
    Provenance Confidence)
{
    private readonly PublicityPeriod?[] _bySeverity = [.. Enum.GetValues<Severity>().Select(severity => Periods.FirstOrDefault(period => period.Severity == severity))];

    public PublicityPeriod For(Severity severity) => _bySeverity[(int)severity] ?? throw new ArgumentOutOfRangeException(nameof(severity), severity, "The regime has no period for it.");
}

public enum PublicityAnchor
{
    Publication,
    Decision,
}
