using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using CreditGate.Contracts.Credentials;

namespace CreditGate.Api.Auth;

/// <summary>Tokens that were taken back, in this node's memory. Kept by <see cref="CredentialWatch"/>, as revoked keys are.</summary>
internal sealed class RevokedTokens(IGrainFactory grains)
{
    private Known? _known;

    /// <summary>Names a single token without repeating its jti.</summary>
    public static string IdOf(string issuer, string jti) => $"jti-{Digest($"{issuer}\n{jti}")}";

    /// <summary>Says who it was to whoever can ask the issuer, and names nobody: subjects of tokens are often addresses of persons.</summary>
    public static string BearerOf(string issuer, string subject) => $"oidc-{Digest($"{issuer}\n{subject}")}";

    public void Keep(TokenRevocation[] tokens) => Volatile.Write(ref _known, Known.Of(tokens));

    /// <summary>A node that has not looked at the list yet asks for it, rather than take what was taken back.</summary>
    /// <param name="token">As <see cref="IdOf"/> names it; null for one without a jti.</param>
    /// <param name="issuedAt">Null when the token does not say: of a bearer whose tokens were taken back it is none then.</param>
    public async ValueTask<bool> Holds(string? token, string bearer, DateTimeOffset? issuedAt) => (Volatile.Read(ref _known) ?? await Ask()).Holds(token, bearer, issuedAt);

    private async Task<Known> Ask()
    {
        var list = await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Since(-1);
        var asked = Known.Of(list?.Tokens ?? []);
        return Interlocked.CompareExchange(ref _known, asked, null) ?? asked;       // what the watch has kept meanwhile is newer
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private sealed record Known(FrozenDictionary<string, DateTimeOffset?> Revoked)
    {
        public static Known Of(TokenRevocation[] tokens) => new(tokens.ToFrozenDictionary(static token => token.Id, static token => token.IssuedBefore, StringComparer.Ordinal));

        public bool Holds(string? token, string bearer, DateTimeOffset? issuedAt) => Revoked.Count > 0
            && ((token is not null && Revoked.ContainsKey(token)) || (Revoked.TryGetValue(bearer, out var before) && (issuedAt is null || issuedAt < before)));
    }
}
