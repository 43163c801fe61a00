using CreditGate.Actors.Pushes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CreditGate.Silo.Pushes.Uploads;

internal static class UploadServices
{
    /// <summary>Uploads in the data directory, encrypted under the keys, and the sweep that deletes them in time.</summary>
    /// <exception cref="OptionsValidationException">A limit is no limit; the message names what to mend.</exception>
    public static IServiceCollection AddUploads(this IServiceCollection services, ContentKeys keys, IConfiguration configuration) => services
        .AddSingleton(Options.Create(Checked(configuration.GetSection(UploadOptions.Section).Get<UploadOptions>() ?? new UploadOptions())))
        .AddSingleton(keys)
        .AddSingleton<UploadStore>()
        .AddSingleton<IUploadStore>(static provider => provider.GetRequiredService<UploadStore>())
        .AddSingleton<IUnfinishedUploads>(static provider => provider.GetRequiredService<UploadStore>())
        .AddHostedService<UploadRetention>();

    /// <summary>Uploads in the ledger's database instead, where every node finds them.</summary>
    public static IServiceCollection AddPostgresUploads(this IServiceCollection services) => services
        .AddSingleton<PostgresUploads>()
        .Replace(ServiceDescriptor.Singleton<IUploadStore>(static provider => provider.GetRequiredService<PostgresUploads>()))
        .Replace(ServiceDescriptor.Singleton<IUnfinishedUploads>(static provider => provider.GetRequiredService<PostgresUploads>()));

    /// <summary>Before anything starts, so that a start that is refused says nothing else.</summary>
    private static UploadOptions Checked(UploadOptions options) =>
        options.Fault is { } fault ? throw new OptionsValidationException(UploadOptions.Section, typeof(UploadOptions), [fault]) : options;
}
