using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using CreditGate.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CreditGate.Api.Tests.Hosting;

/// <summary>The whole service in this process: real HTTP on a free port, real SQLite files in a directory of its own.</summary>
public sealed class RunningGate : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new();

    private RunningGate(WebApplication app, string directory)
    {
        _app = app;
        Directory = directory;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Operator = ClientFor(File.ReadAllText(Path.Combine(directory, "operator.key")).Trim());
    }

    public string Directory { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Calls with the operator's key.</summary>
    public HttpClient Operator { get; }

    /// <summary>Calls with no key.</summary>
    public HttpClient Anonymous => new() { BaseAddress = Address };

    /// <param name="clock">Another clock for decisions.</param>
    /// <param name="args">Further command-line arguments, such as --demo.</param>
    public static async Task<RunningGate> Start(TimeProvider? clock = null, string? directory = null, params string[] args)
    {
        var root = directory ?? Path.Combine(Path.GetTempPath(), "creditgate-tests", Guid.NewGuid().ToString("N"));
        var app = CreditGateApp.Build(Settings.From(["--data", root, .. args.Contains("--keys") ? Array.Empty<string>() : ["--keys", OwnDirectory.KeysOf(root)], "--urls", "http://127.0.0.1:0", .. args]), clock);
        await app.StartAsync();
        return new RunningGate(app, root);
    }

    /// <summary>Calls with a key of an organisation, handed out on first use, for every matter.</summary>
    public async Task<HttpClient> As(string organisation)
    {
        if (!_clients.TryGetValue(organisation, out var client))
        {
            var response = await Operator.PostAsJsonAsync("/v1/credentials", new { organisation, limits = new { matters = (string[])["*"] } });
            response.EnsureSuccessStatusCode();
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            client = _clients.GetOrAdd(organisation, ClientFor(body.GetProperty("key").GetString()!));      // of two at once, either will do
        }

        return client;
    }

    public HttpClient ClientFor(string key) => new() { BaseAddress = Address, DefaultRequestHeaders = { { "X-Api-Key", key } } };

    /// <summary>Stops the service and leaves its files for another start.</summary>
    public async Task Stop()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        OwnDirectory.Remove(Directory);
    }
}
