using CreditGate.Actors.Pushes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditGate.Silo.Pushes.Uploads;

internal static class UploadServices
{
    /// <summary>Uploads in the data directory, encrypted under the keys, and the sweep that deletes them in time.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services, ContentKeys keys)
    {
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<UploadOptions>, UploadOptionsCheck>()
            .AddSingleton(keys)
            .AddSingleton<UploadStore>()
            .AddSingleton<IUploadStore>(static provider => provider.GetRequiredService<UploadStore>())
            .AddSingleton<IUnfinishedUploads>(static provider => provider.GetRequiredService<UploadStore>())
            .AddHostedService<UploadRetention>();
    }

    private sealed class UploadOptionsCheck : IValidateOptions<UploadOptions>
    {
        public ValidateOptionsResult Validate(string? name, UploadOptions options) =>
            options.Fault is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }
}
