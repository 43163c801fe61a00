using System.Collections.Immutable;

namespace CreditGate.Domain.Evidence;

/// <summary>As much of a receipt as says whom its check named beside the subject: read from the receipt's own JSON, with everything else passed over.</summary>
public sealed record NamedGist
{
    public ImmutableArray<NamedPerson> Linked { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <param name="Subject">Key of the person.</param>
public readonly record struct NamedPerson(string Subject);
