using System.Reflection;
using ZstdSharp;

namespace CreditGate.Domain.Evidence.Rows;

/// <summary>A receipt's payload as files and databases keep it: a mark that begins no JSON, then the payload in Zstandard, against a dictionary of what receipts say again and again.</summary>
/// <remarks>Commitments are over the payload itself, so chains and proofs know nothing of it. A dictionary never changes; another one gets another mark. Safe to use from any thread.</remarks>
public static class PackedContent
{
    /// <summary>First byte of what was packed against the first dictionary.</summary>
    public const byte Mark = 1;

    /// <summary>Nothing that says it is longer than this is unpacked, in bytes: no receipt is.</summary>
    public const int Longest = 64 * 1024 * 1024;

    // Higher levels take two to ten times as long for a tenth less.
    private const int Level = 1;

    private static readonly byte[] Dictionary = Read("receipts-1.zdict");

    // Either is one thread's at a time, and costs tens of kilobytes to make.
    [ThreadStatic]
    private static Compressor? _compressor;

    [ThreadStatic]
    private static Decompressor? _decompressor;

    /// <summary>Room that surely suffices for a payload of so many bytes.</summary>
    public static int RoomFor(int length) => 1 + Compressor.GetCompressBound(length);

    /// <summary>Packs JSON, and what could be taken for packed; anything else, as the mark of removed content, is kept as it is. Returns the length.</summary>
    /// <param name="room">At least <see cref="RoomFor"/>.</param>
    public static int Pack(ReadOnlySpan<byte> payload, Span<byte> room)
    {
        if (payload is not [(byte)'{' or Mark, ..])
        {
            payload.CopyTo(room);
            return payload.Length;
        }

        room[0] = Mark;
        return 1 + (_compressor ??= NewCompressor()).Wrap(payload, room[1..]);
    }

    public static byte[] Pack(ReadOnlySpan<byte> payload)
    {
        var room = new byte[RoomFor(payload.Length)];
        return room[..Pack(payload, room)];
    }

    /// <summary>The payload. What was not packed, as by an earlier release, is given as it stands; so is what cannot be unpacked, because somebody altered it.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> kept)
    {
        byte[] room = [];
        var payload = Unpack(kept, ref room);
        return payload.Length == room.Length ? room : payload.ToArray();
    }

    /// <inheritdoc cref="Unpack(ReadOnlySpan{byte})"/>
    /// <param name="room">Takes the payload; replaced by a larger one when it does not suffice.</param>
    /// <returns>In the room, or what was kept.</returns>
    public static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> kept, ref byte[] room)
    {
        if (kept is not [Mark, _, ..])
        {
            return kept;
        }

        var packed = kept[1..];
        try
        {
            var length = Decompressor.GetDecompressedSize(packed);
            if (length > Longest)
            {
                return kept;
            }

            if ((ulong)room.Length < length)
            {
                room = new byte[length];
            }

            return room.AsSpan(0, (_decompressor ??= NewDecompressor()).Unwrap(packed, room));
        }
        catch (ZstdException)
        {
            return kept;
        }
    }

    private static Compressor NewCompressor()
    {
        var compressor = new Compressor(Level);
        compressor.LoadDictionary(Dictionary);
        return compressor;
    }

    private static Decompressor NewDecompressor()
    {
        var decompressor = new Decompressor();
        decompressor.LoadDictionary(Dictionary);
        return decompressor;
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"rows/{name}") ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
