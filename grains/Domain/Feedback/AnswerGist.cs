using System.Collections.Immutable;
using CreditGate.Domain.Evidence;

namespace CreditGate.Domain.Feedback;

/// <summary>As much of a receipt as says what it asks to be fed back: read from the receipt's own JSON, with everything else passed over.</summary>
public sealed record AnswerGist
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required string Matter { get; init; }

    public string? BusinessNumber { get; init; }

    public string? Subject { get; init; }

    public required string Edition { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required RulingGist Ruling { get; init; }

    /// <summary>Codes that are asked to be fed back. Advice to the market is nobody's duty (INV-13), and a proposal is not a measure yet.</summary>
    internal ImmutableArray<string> Advised() =>
        [.. Ruling.Measures.Concat(Ruling.Incentives).Select(static line => line.Code).Distinct().Order(StringComparer.Ordinal)];

    public static AnswerGist Of(Receipt receipt) => new()
    {
        Id = receipt.Id,
        Organisation = receipt.Organisation,
        Matter = receipt.Matter,
        BusinessNumber = receipt.BusinessNumber,
        Subject = receipt.Subject,
        Edition = receipt.Edition,
        DecidedAt = receipt.DecidedAt,
        Ruling = new RulingGist
        {
            Measures = [.. receipt.Ruling.Measures.Select(static line => new LineGist(line.Code))],
            Incentives = [.. receipt.Ruling.Incentives.Select(static line => new LineGist(line.Code))],
        },
    };
}

public sealed record RulingGist
{
    public ImmutableArray<LineGist> Measures { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<LineGist> Incentives { get; init => field = value.IsDefault ? [] : value; } = [];
}

public readonly record struct LineGist(string Code);
