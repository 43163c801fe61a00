using System.Net.Http.Json;
using System.Text.Json;
using CreditGate.Domain.Identity;

namespace CreditGate.LoadTests.Callers;

/// <summary>What callers cost each other, and what the service's times tell them.</summary>
internal static class CallersRun
{
    private const int Rounds = 5;
    private const int Codes = 2_000;
    private const int EachKey = 6_000;
    private const int EachPerson = 1_000;

    /// <param name="process">Of the service, started as a node without keys.</param>
    public static async Task<int> Run(Uri address, string keyFile, string part, int process, int seconds)
    {
        var key = (await File.ReadAllTextAsync(keyFile)).Trim();
        using var operating = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        operating.DefaultRequestHeaders.Add("X-Api-Key", key);
        var codes = Enumerable.Range(1, Codes).Select(static serial => FictionalCodes.Entity(serial).Value).ToArray();
        switch (part)
        {
            case "keys":
                await Seed.Fill(operating, codes);
                await KeyCost.Run(address, await KeyOf(operating, "D24", ["check"], ["*"], 0), codes, process, Rounds, seconds);
                break;
            case "noisy":
                using (var quiet = await CheckProbe.Start(address, key))
                {
                    await NoisyCaller.Run(quiet, address, await KeyOf(operating, "D24", ["check"], ["*"], NoisyCaller.Limit), codes, Rounds, seconds);
                }

                break;
            case "siege":
                await Besiege(address, operating, key, seconds);
                break;
            case "timing":
                await KeyTiming.Run(address, await KeyOf(operating, "D24", ["check"], ["*"], 0), codes[0], EachKey);
                await SceneTiming.Run(address, operating, await KeyOf(operating, "D35", ["scene"], ["MT-J02"], 0), EachPerson);
                break;
            default:
                throw new ArgumentException($"No part is called '{part}'.");
        }

        return 0;
    }

    private static async Task Besiege(Uri address, HttpClient operating, string key, int seconds)
    {
        using var quiet = await CheckProbe.Start(address, key);
        foreach (var (name, attack) in new Siege(address, await KeyOf(operating, "D24", ["check", "push"], ["*"], 0)).Attacks)
        {
            var idle = await quiet.During(end => Task.Delay(TimeSpan.FromSeconds(seconds), end));
            var tries = 0L;
            var beside = await quiet.During(async _ =>
            {
                using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
                tries = await attack(stop.Token);
            });
            Console.WriteLine($"siege: {name}: {tries} tries; idle before {idle}; meanwhile {beside}");
        }
    }

    private static async Task<string> KeyOf(HttpClient operating, string organisation, string[] scopes, string[] matters, int checksPerSecond)
    {
        var response = await operating.PostAsJsonAsync("/v1/credentials", new { organisation, scopes, limits = new { matters, checksPerSecond, missesPerMinute = 0 } });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString() ?? throw new InvalidOperationException("No key was handed out.");
    }
}
