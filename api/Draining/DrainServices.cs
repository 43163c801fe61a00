using CreditGate.Api.Hosting;

namespace CreditGate.Api.Draining;

internal static class DrainServices
{
    public static IServiceCollection AddDrain(this IServiceCollection services, Settings settings) => services
        .AddSingleton(new DrainTime(settings.Drain))
        .AddSingleton<Drain>()
        .AddSingleton<IHostLifetime, SignalledLifetime>();

    /// <summary>While the node drains, every answer of HTTP/1.1 asks its caller to connect anew: elsewhere, for this node is not ready.</summary>
    public static void UseDrain(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use((context, next) =>
        {
            if (drain.IsUnderWay && !HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol))
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });
    }
}
