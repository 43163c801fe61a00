using CreditGate.Api.Auth;
using CreditGate.Api.Demo;
using CreditGate.Silo.Hosting.Cluster;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CreditGate.Api.Hosting;

/// <summary>What the operator reads on the console once the service listens.</summary>
internal static class Greeting
{
    public static async Task Print(WebApplication app, Settings settings)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var address = addresses.First();
        var operatorKey = app.Services.GetRequiredService<OperatorKey>();
        Console.WriteLine($"CreditGate listens on {address}");
        Console.WriteLine($"  data directory  {Path.GetFullPath(settings.DataDirectory)}");
        Console.WriteLine($"  keys directory  {Path.GetFullPath(settings.KeysDirectory)}");
        if (settings.Postgres is { } postgres)
        {
            Console.WriteLine($"  PostgreSQL      {postgres}");
        }

        if (settings.Cluster is { } cluster)
        {
            Console.WriteLine($"  cluster         {cluster.ClusterId}, members kept in {(cluster.Membership == Membership.Redis ? $"Redis {cluster.Redis}" : "PostgreSQL")}");
            Console.WriteLine(cluster.Role == NodeRole.Api
                ? "  this node       api, without grains"
                : $"  this node       {cluster.Role.ToString().ToLowerInvariant()}, {cluster.NodeAddress}:{cluster.SiloPort}, gateway {cluster.GatewayPort}");
        }

        Console.WriteLine($"  operator key    {operatorKey.Path}");
        Console.WriteLine($"  documentation   {address}/scalar");
        foreach (var metrics in addresses.TakeLast(settings.MetricsUrls.Length))
        {
            Console.WriteLine($"  metrics         {metrics}/metrics, without a key");
        }

        if (settings.Demo)
        {
            await DemoGuide.Print(Console.Out, address, operatorKey.Path);
        }
    }
}
