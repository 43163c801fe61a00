using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CreditGate.Api.Admission;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain;

namespace CreditGate.Api.Auth;

/// <summary>Known credentials in this node's memory, by the hash of their key, so that a check asks no other grain.</summary>
internal sealed class CredentialCache(IGrainFactory grains, CallerPaces paces, PlatformClock clock)
{
    // Only known credentials are kept: guessing fills nothing.
    private readonly ConcurrentDictionary<UInt128, Entry> _known = new();
    private long _version = -1;

    /// <summary>Of the list that was looked at last; -1 before the first.</summary>
    public long Version => Volatile.Read(ref _version);

    public ValueTask<Entry?> Find(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return !TryHash(key, hash) ? new((Entry?)null)
            : Met(hash) is { } entry ? new(entry.IsGood(clock.GetUtcNow()) ? entry : null)
            : Ask(Convert.ToHexStringLower(hash));
    }

    /// <summary>The credential of a key that this node has met and that is still taken; null says nothing of any other.</summary>
    public Entry? Known(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return TryHash(key, hash) && Met(hash) is { } entry && entry.IsGood(clock.GetUtcNow()) ? entry : null;
    }

    /// <summary>When the known credentials were last used, to the hour.</summary>
    public CredentialUse[] Uses() => [.. _known.Values
        .Where(static entry => entry.UsedIn > 0)
        .GroupBy(static entry => entry.Caller.Credential)
        .Select(static same => new CredentialUse(same.Key, DateTimeOffset.UnixEpoch.AddHours(same.Max(static entry => entry.UsedIn))))];

    /// <summary>Forgets whoever is no longer on the list, was revoked, or whose key has another end now.</summary>
    public void Keep(CredentialList list)
    {
        Volatile.Write(ref _version, list.Version);     // first, so that an answer under way from before is not kept
        var ends = list.Credentials.SelectMany(EndsOf).ToDictionary();
        foreach (var (slot, entry) in _known)
        {
            if (!ends.TryGetValue(slot, out var end) || end != entry.End)
            {
                _known.TryRemove(slot, out _);
            }
        }
    }

    /// <summary>Also one whose key has come to its end.</summary>
    private Entry? Met(ReadOnlySpan<byte> hash) =>
        _known.TryGetValue(Slot(hash), out var entry) && CryptographicOperations.FixedTimeEquals(entry.Hash, hash) ? entry : null;

    private static bool TryHash(string key, Span<byte> hash)
    {
        Span<byte> utf8 = stackalloc byte[512];
        return key.Length <= utf8.Length / 3 && SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(key, utf8)], hash) > 0;
    }

    private async ValueTask<Entry?> Ask(string hash)
    {
        var version = Version;
        if (await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).Find(hash) is not { } credential)
        {
            return null;
        }

        var bytes = Convert.FromHexString(hash);
        var entry = _known.GetOrAdd(Slot(bytes), _ => Entry.Of(credential, paces.Of(credential.Id, credential.Granted, credential.Reach), bytes, hash));
        if (version != Version)
        {
            _known.TryRemove(Slot(bytes), out _);       // the list changed meanwhile: good for this request, asked for again by the next
        }

        return entry.IsGood(clock.GetUtcNow()) ? entry : null;
    }

    private static IEnumerable<KeyValuePair<UInt128, DateTimeOffset>> EndsOf(Credential credential) =>
        from hash in credential.Retiring.Select(static key => key.SecretHash).Append(credential.SecretHash)
        let end = credential.EndOf(hash)
        where end is not null
        select KeyValuePair.Create(Slot(Convert.FromHexString(hash)), end.Value);

    private static UInt128 Slot(ReadOnlySpan<byte> hash) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);

    /// <summary>A credential with what every request needs of it, made once.</summary>
    /// <param name="End">The first instant at which its key is not taken any more.</param>
    internal sealed record Entry(byte[] Hash, DateTimeOffset End, Caller Caller, Microsoft.AspNetCore.Authentication.AuthenticationTicket Ticket)
    {
        private long _usedIn;

        /// <summary>Hours since 1970 of the last use; 0 before the first.</summary>
        public long UsedIn => Volatile.Read(ref _usedIn);

        public static Entry Of(Credential credential, CallerPace pace, byte[] hash, string hex) => new(
            hash,
            credential.EndOf(hex)!.Value,
            new Caller(credential) { Pace = pace },
            new(Caller.Principal(new Caller(credential), ApiKeyHandler.Scheme), ApiKeyHandler.Scheme));

        /// <summary>Whether the key is still taken; notes the use.</summary>
        public bool IsGood(DateTimeOffset now)
        {
            var hour = now.UtcTicks / TimeSpan.TicksPerHour - DateTimeOffset.UnixEpoch.Ticks / TimeSpan.TicksPerHour;
            if (now < End && _usedIn != hour)
            {
                Volatile.Write(ref _usedIn, hour);
            }

            return now < End;
        }
    }
}
