using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using Orleans.Dashboard;

namespace CreditGate.Api.Telemetry;

/// <summary>The Orleans dashboard, for the operator: what runs where, and how long its calls take.</summary>
internal static class Dashboard
{
    public static WebApplicationBuilder AddDashboard(this WebApplicationBuilder builder, Settings settings)
    {
        if (settings.Dashboard)
        {
            builder.UseOrleans(static silo => silo.AddDashboard(static dashboard => dashboard.HideTrace = true));      // its live log would show every category
        }

        return builder;
    }

    public static void MapDashboard(this WebApplication app, Settings settings)
    {
        if (settings.Dashboard)
        {
            app.MapOrleansDashboard(OperatorPaths.Dashboard).NeedsOperatorPage().Is(Work.Operate);
        }
    }
}
