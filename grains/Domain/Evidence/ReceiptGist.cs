using System.Collections.Immutable;
using System.Text.Json;

namespace CreditGate.Domain.Evidence;

/// <summary>As much of a receipt as those want to know who look through receipts: read from the receipt's own JSON, with everything else passed over.</summary>
public sealed record ReceiptGist
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required string Matter { get; init; }

    public string? BusinessNumber { get; init; }

    public string? Subject { get; init; }

    public required string Edition { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    public required RulingGist Ruling { get; init; }

    /// <summary>Persons whom the check named beside the subject.</summary>
    public ImmutableArray<NamedPerson> Linked { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Codes that are asked to be fed back. Advice to the market is nobody's duty (INV-13), and a proposal is not a measure yet.</summary>
    internal ImmutableArray<string> Advised() => (Ruling.Measures, Ruling.Incentives) switch
    {
        ([], []) => [],
        ([var measure], []) => [measure.Code],
        ([], [var incentive]) => [incentive.Code],
        var (measures, incentives) => [.. measures.Concat(incentives).Select(static line => line.Code).Distinct().Order(StringComparer.Ordinal)],
    };

    /// <summary>Null when it cannot be read: somebody altered it.</summary>
    public static ReceiptGist? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            return ReceiptGistJson.Read(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static ReceiptGist Of(Receipt receipt) => new()
    {
        Id = receipt.Id,
        Organisation = receipt.Organisation,
        Matter = receipt.Matter,
        BusinessNumber = receipt.BusinessNumber,
        Subject = receipt.Subject,
        Edition = receipt.Edition,
        DecidedAt = receipt.DecidedAt,
        ValidUntil = receipt.ValidUntil,
        Ruling = new RulingGist
        {
            Measures = [.. receipt.Ruling.Measures.Select(static line => new LineGist(line.Code))],
            Incentives = [.. receipt.Ruling.Incentives.Select(static line => new LineGist(line.Code))],
        },
        Linked = [.. receipt.Linked.Select(static person => new NamedPerson(person.Subject))],
    };
}

public sealed record RulingGist
{
    public ImmutableArray<LineGist> Measures { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<LineGist> Incentives { get; init => field = value.IsDefault ? [] : value; } = [];
}

public readonly record struct LineGist(string Code);

/// <param name="Subject">Key of the person.</param>
public readonly record struct NamedPerson(string Subject);
