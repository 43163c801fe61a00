using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CreditGate.Contracts.Credentials;

namespace CreditGate.Api.Auth;

/// <summary>Known credentials in this node's memory, by the hash of their key, so that a check asks no other grain.</summary>
internal sealed class CredentialCache(IGrainFactory grains)
{
    // Only known credentials are kept: guessing fills nothing.
    private readonly ConcurrentDictionary<UInt128, Entry> _known = new();
    private long _version = -1;

    /// <summary>Of the list that was looked at last; -1 before the first.</summary>
    public long Version => Volatile.Read(ref _version);

    public ValueTask<Entry?> Find(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return !TryHash(key, hash) ? new((Entry?)null) : Known(hash) is { } entry ? new(entry) : Ask(Convert.ToHexStringLower(hash));
    }

    /// <summary>The credential of a key that this node has met; null says nothing of any other.</summary>
    public Entry? Known(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return TryHash(key, hash) ? Known(hash) : null;
    }

    /// <summary>Forgets whoever is no longer on the list.</summary>
    public void Keep(CredentialList list)
    {
        Volatile.Write(ref _version, list.Version);     // first, so that an answer under way from before is not kept
        var kept = list.Credentials.Select(static credential => Slot(Convert.FromHexString(credential.SecretHash))).ToHashSet();
        foreach (var slot in _known.Keys.Where(slot => !kept.Contains(slot)))
        {
            _known.TryRemove(slot, out _);
        }
    }

    private Entry? Known(ReadOnlySpan<byte> hash) =>
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
        var entry = _known.GetOrAdd(Slot(bytes), _ => Entry.Of(credential, bytes));
        if (version != Version)
        {
            _known.TryRemove(Slot(bytes), out _);       // the list changed meanwhile: good for this request, asked for again by the next
        }

        return entry;
    }

    private static UInt128 Slot(ReadOnlySpan<byte> hash) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);

    /// <summary>A credential with what every request needs of it, made once.</summary>
    internal sealed record Entry(byte[] Hash, Caller Caller, Microsoft.AspNetCore.Authentication.AuthenticationTicket Ticket)
    {
        public static Entry Of(Credential credential, byte[] hash) => new(
            hash,
            new Caller(credential.Id, credential.Organisation),
            new(Caller.Principal(credential, ApiKeyHandler.Scheme), ApiKeyHandler.Scheme));
    }
}
