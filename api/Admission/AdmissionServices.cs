using System.Diagnostics.Metrics;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;

namespace CreditGate.Api.Admission;

/// <summary>Lets as much in as can be answered in time, single checks first; the rest is told so at once.</summary>
internal static class AdmissionServices
{
    private const string Nobody = "";

    public static IServiceCollection AddAdmission(this IServiceCollection services) => services
        .AddSingleton<Turnstile>()
        .AddSingleton<Places>()
        .AddSingleton<CallerPaces>()
        .AddSingleton<SlowedCallers>()
        .AddHostedService(static services => services.GetRequiredService<SlowedCallers>())
        .AddSingleton<RunQueue>()
        .AddHostedService(static services =>
        {
            var runQueue = services.GetRequiredService<RunQueue>();
            AdmissionMeter.Observe(services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<Turnstile>(), runQueue);
            return runQueue;
        });

    /// <summary>Where there are others to tell.</summary>
    public static IServiceCollection AddPaceExchange(this IServiceCollection services, Settings settings) =>
        settings.Cluster is null ? services : services.AddHostedService<PaceExchange>().AddHostedService<PlaceExchange>();

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
            var arrival = new Arrival();
            context.Features.Set(arrival);
            var work = WorkMetadata.Of(context.GetEndpoint());
            var known = context.Features.Get<Caller>();
            var caller = known?.Credential ?? Nobody;
            return work == Work.Operate ? next(context)
                : known?.Pace.Misses is { IsOver: true } misses && CallerMisses.AreTold(context.GetEndpoint()) ? RefuseForNow(context, turnstile, work, Refusal.OverMisses, misses.Wait)
                : known?.Pace.Of(work) is { } pace && !pace.TryTake() ? RefuseForNow(context, turnstile, work, Refusal.OverRate, pace.Wait)
                : places.Has(work) ? InItsPlace(next, context, places, turnstile, work, caller)
                : InItsTurn(next, context, arrival, turnstile, work, caller);
        });
    }

    private static async Task InItsTurn(RequestDelegate next, HttpContext context, Arrival arrival, Turnstile turnstile, Work work, string caller)
    {
        var admittance = await turnstile.Enter(caller, work == Work.Check, context.RequestAborted);
        if (admittance != Admittance.In)
        {
            await Refuse(context, turnstile, work, admittance);
            return;
        }

        arrival.HasItsTurn(() => turnstile.Leave(caller));
        try
        {
            await next(context);
        }
        finally
        {
            arrival.EndsItsTurn();
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

    /// <summary>Also counted by the turnstile: callers that come back at once find their connections resting.</summary>
    private static Task RefuseForNow(HttpContext context, Turnstile turnstile, Work work, Refusal refusal, TimeSpan wait)
    {
        turnstile.Refuse();
        AdmissionMeter.Refused(work, refusal.Code);
        return refusal.Write(context, turnstile.Rest, wait);
    }

    private static Task Refuse(HttpContext context, Turnstile turnstile, Work work, Admittance admittance)
    {
        turnstile.Refuse();
        var refusal = admittance == Admittance.OverShare ? Refusal.OverShare : Refusal.Overloaded;
        AdmissionMeter.Refused(work, refusal.Code);
        return refusal.Write(context, turnstile.Rest);
    }
}
