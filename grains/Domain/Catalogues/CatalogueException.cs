using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues;

/// <summary>The catalogue's data cannot be used. All faults found are listed, so that one round mends them.</summary>
public sealed class CatalogueException(ImmutableArray<CatalogueFault> faults)
    : Exception($"The catalogue has {faults.Length} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, faults)}")
{
    public ImmutableArray<CatalogueFault> Faults { get; } = faults;
}

/// <summary>One fault in a catalogue file.</summary>
/// <param name="File">File name as given to the loader, such as rules.json.</param>
/// <param name="Entry">Code or id of the entry, or the JSON path where the entry has none.</param>
/// <param name="Fix">What the author of the data has to do.</param>
public sealed record CatalogueFault(string File, string Entry, string Problem, string Fix)
{
    public override string ToString() => $"{File}, {Entry}: {Problem} {Fix}";
}
