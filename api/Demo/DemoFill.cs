using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Sources;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Api.Records;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Demo;

/// <summary>Fills an empty data directory with the demo's subjects, through the same push that departments use.</summary>
internal sealed class DemoFill(
    Settings settings, PushService pushes, ISubjectLedger ledger, SourceBoard sources, Catalogue catalogue, PlatformClock clock)
{
    private readonly string _marker = Path.Combine(settings.DataDirectory, "demo");

    /// <summary>Asked before the host starts as well, because a host that fails to start prints more than a sentence.</summary>
    /// <exception cref="DemoRefusedException">The directory holds data that is not the demo's.</exception>
    public async Task EnsureAllowed(CancellationToken cancellation)
    {
        if (!File.Exists(_marker) && await ledger.LastPosition(cancellation) > 0)
        {
            throw new DemoRefusedException(settings.DataDirectory);
        }
    }

    /// <exception cref="DemoRefusedException">The directory holds data that is not the demo's.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        await EnsureAllowed(cancellation);
        if (File.Exists(_marker))
        {
            return;
        }

        // First the marker: a fill that dies half-way leaves a demo, never something that looks like real data.
        await File.WriteAllTextAsync(_marker, "This directory holds invented demo data.\n", cancellation);
        var now = clock.GetUtcNow();
        foreach (var (source, rows) in DemoRows.On(LegalTime.DateOf(now)))
        {
            var outcomes = await pushes.Run(
                [.. rows.Select(static row => JsonSerializer.SerializeToElement(row, ApiJson.Options))], now, new Caller("demo", source, Scope.Push, AccessLimits.None), cancellation);
            if (outcomes.FirstOrDefault(static row => row.Outcome is not RowOutcome.Created) is { } wrong)
            {
                throw new InvalidOperationException($"A demo row of {source} was not taken: {wrong}");
            }
        }

        var edition = catalogue.At(now);
        foreach (var source in edition.Matters.Keys.SelectMany(matter => edition.SourcesFor(matter)).Select(static source => source.Source).Distinct())
        {
            await sources.Heard(source, now);
        }
    }
}

internal sealed class DemoRefusedException(string directory) : Exception(
    $"--demo was refused: '{Path.GetFullPath(directory)}' holds data that is not a demo's. Start without --demo, or name an empty directory with --data.");

internal static class DemoServices
{
    public static IServiceCollection AddDemo(this IServiceCollection services, Settings settings) =>
        settings.Demo ? services.AddSingleton<DemoFill>() : services;
}
