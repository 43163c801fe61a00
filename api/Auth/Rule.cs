using CreditGate.Api.Problems;
using CreditGate.Domain.Access;

namespace CreditGate.Api.Auth;

/// <summary>What an endpoint asks of its callers. One without a rule lets nobody in.</summary>
/// <param name="AnyOf">One of these scopes.</param>
internal sealed record Rule(Scope AnyOf)
{
    public bool Allows(Caller caller) => (caller.Scopes & AnyOf) != 0;
}

internal static class Rules
{
    /// <summary>Of endpoints that the platform's operator opens in a browser, or a scraper reads.</summary>
    public const string OperatorPages = nameof(OperatorPages);

    /// <summary>Lets callers in that have one of these scopes, by a key of their own. Said of an endpoint, it takes the place of what was said of its group.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoints, Scope anyOf)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization().WithMetadata(new Rule(anyOf));

    /// <summary>Lets the operator in, also by a key that a browser or a scraper can send.</summary>
    public static TBuilder NeedsOperatorPage<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(OperatorPages).WithMetadata(new Rule(Scope.Operate));

    public static Rule? Of(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Rule>();

    public static bool IsOpen(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null;

    /// <summary>After authentication: a bit test. What the framework itself answers for a wrong method or media type is no route and has no rule.</summary>
    public static void UseRules(this WebApplication app) => app.Use(static next => context =>
        context.GetEndpoint() is not RouteEndpoint endpoint || IsOpen(endpoint)
        || (Of(endpoint) is { } rule && context.Features.Get<Caller>() is { } caller && rule.Allows(caller))
            ? next(context)
            : Problem.Write(context, StatusCodes.Status403Forbidden, ProblemTexts.NotAllowed));
}
