namespace CreditGate.Peers.Checks;

/// <summary>What is known of a subject.</summary>
/// <param name="Lists">Codes of the lists it stands on.</param>
internal sealed record Status(string? Name, DateOnly? EstablishedOn, string[] Lists, DateOnly? PenalisedOn)
{
    public static readonly Status Unknown = new(null, null, [], null);

    /// <summary>Takes a row in.</summary>
    public Status With(RowBody row) => row.Kind switch
    {
        "registration" => this with { Name = row.Name, EstablishedOn = row.EstablishedOn },
        "penalty" => this with { PenalisedOn = row.DecidedOn },
        "listEntry" => this with { Lists = [.. Lists.Append(row.List!).Distinct()] },
        _ => this,
    };
}
