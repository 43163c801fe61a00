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
/// <param name="Problem">Names members, codes and values as the files write them, in both languages.</param>
/// <param name="Fix">What the author of the data has to do.</param>
public sealed record CatalogueFault(string File, string Entry, LocalText Problem, LocalText Fix)
{
    /// <summary>The problem and what to do.</summary>
    public LocalText Text => new($"{Problem.Zh}{Fix.Zh}", $"{Problem.En} {Fix.En}");

    /// <summary>In English, as logs are.</summary>
    public override string ToString() => $"{File}, {Entry}: {Text.En}";
}
