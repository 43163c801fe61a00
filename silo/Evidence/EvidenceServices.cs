using CreditGate.Actors.Evidence;
using CreditGate.Domain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditGate.Silo.Evidence;

/// <summary>Where checkpoints are copied to; null for nowhere.</summary>
public sealed record CheckpointDirectory(string? Path);

internal static class EvidenceServices
{
    /// <summary>The log over events and receipts. A <see cref="CheckpointDirectory"/> says where its checkpoints are copied.</summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services, string keysDirectory) => services
        .AddSingleton(new SigningKeys(keysDirectory))
        .AddSingleton<LogSealer>()
        .AddSingleton<IEvidenceSealer>(static provider => provider.GetRequiredService<LogSealer>())
        .AddSingleton(static provider => new EvidenceService(
            provider.GetRequiredService<LogSealer>(),
            provider.GetService<CheckpointDirectory>() is { Path: { } path } ? new CheckpointCopies(path, provider.GetRequiredService<IEvidenceLedger>()) : null,
            provider.GetRequiredService<PlatformClock>(),
            provider.GetRequiredService<ILogger<EvidenceService>>()))
        .AddHostedService(static provider => provider.GetRequiredService<EvidenceService>());
}
