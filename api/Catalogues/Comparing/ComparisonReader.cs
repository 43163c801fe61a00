using System.Collections.Immutable;
using CreditGate.Actors.Catalogues;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Catalogues.Comparing;

/// <summary>From a body to what is compared, or to every fault of it.</summary>
internal sealed class ComparisonReader(Catalogue catalogue)
{
    private const int DefaultExamples = 5;

    public (EditionComparison? Comparison, ImmutableArray<FieldFault> Faults) Read(ComparisonBody body, Edition edition, DateTimeOffset now)
    {
        var published = catalogue.Find(edition.Id);
        var at = body.At ?? (published?.StartsAt > now ? published.StartsAt : now);
        var before = catalogue.Editions.LastOrDefault(other => other.StartsAt <= at && other.Id != edition.Id);
        var matters = body.Matters.IsDefaultOrEmpty ? [.. edition.Matters.Keys.Where(code => before?.Matters.ContainsKey(code) is true).Order(StringComparer.Ordinal)] : body.Matters;
        ImmutableArray<FieldFault> faults =
        [
            .. before is null ? [ComparisonFaults.NothingBefore] : Array.Empty<FieldFault>(),
            .. matters.Select((code, index) => (code, index)).Where(matter => !edition.Matters.ContainsKey(matter.code) || before?.Matters.ContainsKey(matter.code) is false)
                .Select(static matter => ComparisonFaults.UnknownMatter(matter.index)),
            .. body.Sample is < 1 or > Limits.ComparedSample ? [ComparisonFaults.Sample] : Array.Empty<FieldFault>(),
            .. body.Examples is < 0 or > Limits.ComparedExamples ? [ComparisonFaults.Examples] : Array.Empty<FieldFault>(),
        ];
        return faults.IsEmpty
            ? (new EditionComparison(before!, edition, at, [.. matters.Distinct(StringComparer.Ordinal)], body.Sample, body.Examples ?? DefaultExamples), [])
            : (null, faults);
    }
}
