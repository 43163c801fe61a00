using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Contracts.Credentials;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Auth;

public sealed class CredentialCacheTests(SharedGate shared)
{
    [Fact]
    public async Task Keep_ForgetsAKeyThatWasTakenBack_AndNoOther()
    {
        var grains = shared.Gate.Services.GetRequiredService<IGrainFactory>();
        var grain = grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key);
        var cache = new CredentialCache(grains, shared.Gate.Services.GetRequiredService<CallerPaces>(), shared.Gate.Services.GetRequiredService<CreditGate.Domain.PlatformClock>());
        var (takenBack, kept) = (await Add(grain), await Add(grain));
        var (before, other) = (await cache.Find(takenBack), await cache.Find(kept));
        Assert.Same(before, await cache.Find(takenBack));
        var list = (await grain.Since(-1))!;

        cache.Keep(list with { Credentials = [.. list.Credentials.Where(credential => credential.SecretHash != ApiKey.HashOf(takenBack))] });

        Assert.NotSame(before, await cache.Find(takenBack));        // the grain is asked again
        Assert.Same(other, await cache.Find(kept));
        Assert.Equal(list.Version, cache.Version);
    }

    [Fact]
    public async Task Since_AnswersOnlyWhenThereIsNews()
    {
        var grain = shared.Gate.Services.GetRequiredService<IGrainFactory>().GetGrain<ICredentialsGrain>($"{ICredentialsGrain.Key}-示例");
        var empty = (await grain.Since(-1))!;
        Assert.Null(await grain.Since(empty.Version));

        var key = await Add(grain);

        var list = (await grain.Since(empty.Version))!;
        Assert.Equal(ApiKey.HashOf(key), Assert.Single(list.Credentials).SecretHash);
        Assert.True(list.Version > empty.Version);
    }

    private static async Task<string> Add(ICredentialsGrain grain)
    {
        var key = ApiKey.New();
        await grain.Add(new Credential($"示例-{key[^8..]}", ApiKey.HashOf(key), "D22", CredentialRole.Department, "示例", TimeProvider.System.GetUtcNow()));
        return key;
    }
}
