using System.Diagnostics.Metrics;
using CreditGate.Api.Auth;

namespace CreditGate.Api.Admission;

/// <summary>Lets as much in as can be answered in time, single checks first; the rest is told so at once.</summary>
internal static class AdmissionServices
{
    private const string Nobody = "";

    public static IServiceCollection AddAdmission(this IServiceCollection services) => services
        .AddSingleton<Turnstile>()
        .AddSingleton<Places>()
        .AddSingleton<RunQueue>()
        .AddHostedService(static services =>
        {
            var runQueue = services.GetRequiredService<RunQueue>();
            AdmissionMeter.Observe(services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<Turnstile>(), runQueue);
            return runQueue;
        });

    /// <summary>First of all, and without looking who asks: when not one more check can wait, finding that out any later costs what answering needs.</summary>
    public static void UseEarlyRefusal(this WebApplication app)
    {
        var turnstile = app.Services.GetRequiredService<Turnstile>();
        app.Use(next => context => turnstile.IsFull && WorkMetadata.Of(context.GetEndpoint()) == Work.Check
            ? Refuse(context, turnstile, Work.Check, Admittance.Busy)
            : next(context));
    }

    /// <summary>After authorisation, so that a request without a right to be here takes nobody's turn; before its body is read.</summary>
    public static void UseAdmission(this WebApplication app)
    {
        var (turnstile, places) = (app.Services.GetRequiredService<Turnstile>(), app.Services.GetRequiredService<Places>());
        app.Use(next => context =>
        {
            context.Features.Set(new Arrival());
            var work = WorkMetadata.Of(context.GetEndpoint());
            var caller = context.Features.Get<Caller>()?.Credential ?? Nobody;
            return work == Work.Operate ? next(context)
                : places.Has(work) ? InItsPlace(next, context, places, turnstile, work, caller)
                : InItsTurn(next, context, turnstile, work, caller);
        });
    }

    private static async Task InItsTurn(RequestDelegate next, HttpContext context, Turnstile turnstile, Work work, string caller)
    {
        var admittance = await turnstile.Enter(caller, work == Work.Check, context.RequestAborted);
        if (admittance != Admittance.In)
        {
            await Refuse(context, turnstile, work, admittance);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            turnstile.Leave(caller);
        }
    }

    private static async Task InItsPlace(RequestDelegate next, HttpContext context, Places places, Turnstile turnstile, Work work, string caller)
    {
        var (admittance, place) = work is Work.Batch or Work.Push && turnstile.IsPressed
            ? (Admittance.Busy, null)
            : await places.Take(work, caller, context.RequestAborted);
        if (admittance != Admittance.In)
        {
            await Refuse(context, turnstile, work, admittance);
            return;
        }

        using (place)
        {
            await next(context);
        }
    }

    private static Task Refuse(HttpContext context, Turnstile turnstile, Work work, Admittance admittance)
    {
        turnstile.Refuse();
        var refusal = admittance == Admittance.OverShare ? Refusal.OverShare : Refusal.Overloaded;
        AdmissionMeter.Refused(work, refusal.Code);
        return refusal.Write(context, turnstile.Rest);
    }
}
