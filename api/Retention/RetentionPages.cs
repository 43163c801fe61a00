using CreditGate.Api.Auth;
using CreditGate.Domain.Access;
using CreditGate.Domain.Intake.Retention;
using CreditGate.Domain.Retention;

namespace CreditGate.Api.Retention;

/// <summary>What the pages about keeping content have in common.</summary>
internal static class RetentionPages
{
    /// <summary>Operators and auditors see them; who changes something needs more.</summary>
    public static RouteGroupBuilder MapRetentionGroup(this IEndpointRouteBuilder routes, string path) =>
        routes.MapGroup("/v1/retention" + path).WithTags("Retention").Needs(Scope.Operate | Scope.Audit);

    /// <summary>An act of the caller; what it is about is to be added.</summary>
    public static RetentionAct ActOf(HttpContext context, RetentionActKind kind, HoldWords words, DateTimeOffset now)
    {
        var caller = Caller.Of(context);
        return new RetentionAct
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            At = now,
            Organisation = caller.Organisation,
            Credential = caller.Credential,
            Reason = words.Reason,
            Authority = words.Authority,
        };
    }

    /// <summary>Those whose acts the caller may see.</summary>
    public static IEnumerable<T> SeenBy<T>(this IEnumerable<T> some, HttpContext context, Func<T, RetentionAct> actOf)
    {
        var caller = Caller.Of(context);
        return some.Where(one => caller.MaySee(actOf(one).Organisation));
    }
}
