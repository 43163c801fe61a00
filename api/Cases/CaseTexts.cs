using CreditGate.Domain.Access;
using CreditGate.Domain.Cases;

namespace CreditGate.Api.Cases;

/// <summary>What the API's document says of the routes of one kind of case.</summary>
/// <param name="Path">Below /v1.</param>
/// <param name="Tag">Heading of the group.</param>
/// <param name="Prefix">Begins the numbers of its cases: two letters.</param>
internal sealed record CaseTexts(CaseKind Kind, string Path, string Tag, string Prefix)
{
    /// <summary>What a credential must be allowed to open cases of the kind, and to take steps in them.</summary>
    public Scope Scope => Kind switch
    {
        CaseKind.Objection => Scope.Objecting,
        CaseKind.Repair => Scope.Repair,
        CaseKind.JointAction or CaseKind.ListEntry => Scope.Act,
        CaseKind.ToleranceAcceptance => Scope.Check,
        _ => Scope.Operate,
    };

    public required RouteText Open { get; init; }

    public required RouteText List { get; init; }

    public required RouteText Get { get; init; }

    public required RouteText Step { get; init; }
}

/// <param name="Name">Operation id.</param>
internal sealed record RouteText(string Name, string Summary, string? Description = null);
