using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Domain.Tests.Evidence;

/// <summary>The tree as RFC 9162 defines it, word for word and without regard to speed.</summary>
internal static class PlainTree
{
    public static byte[] Root(ReadOnlySpan<byte[]> leafHashes)
    {
        if (leafHashes.Length < 2)
        {
            return leafHashes.IsEmpty ? MerkleHash.Empty : leafHashes[0];
        }

        var split = Split(leafHashes.Length);
        return MerkleHash.Node(Root(leafHashes[..split]), Root(leafHashes[split..]));
    }

    private static int Split(int count)
    {
        var split = 1;
        while (split * 2 < count)
        {
            split *= 2;
        }

        return split;
    }
}

/// <summary>Tiles in memory.</summary>
internal sealed class HeldTiles : ITiles
{
    public Dictionary<TileAt, byte[]> Tiles { get; } = [];

    public ValueTask<byte[]?> Find(int level, long number) => new(Tiles.GetValueOrDefault(new TileAt(level, number)));

    /// <summary>Writes a log of these leaves in parts that end at the sizes given.</summary>
    public async Task Write(byte[][] leafHashes, params int[] ends)
    {
        var from = 0;
        foreach (var end in ends.Append(leafHashes.Length))
        {
            var writer = await TileWriter.At(from, this);
            foreach (var hash in leafHashes[from..end])
            {
                writer.Add(hash);
            }

            foreach (var (at, hashes) in writer.Touched)
            {
                Tiles[at] = [.. hashes];
            }

            from = end;
        }
    }
}
