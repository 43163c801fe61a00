using System.Collections.Immutable;

namespace CreditGate.Domain.Evidence.Log;

/// <summary>Adds entries to the end of a log in memory: the tiles it touched are what has to be stored.</summary>
public sealed class TileWriter : ITiles
{
    private readonly ITiles _kept;
    private readonly Dictionary<TileAt, List<byte>> _touched = [];

    private TileWriter(ITiles kept, long size) => (_kept, Size) = (kept, size);

    public long Size { get; private set; }

    public IReadOnlyDictionary<TileAt, ImmutableArray<byte>> Touched => _touched.ToDictionary(static tile => tile.Key, static tile => tile.Value.ToImmutableArray());

    /// <summary>Goes on at a size.</summary>
    /// <exception cref="TileMissingException">The tiles kept end before that.</exception>
    public static async ValueTask<TileWriter> At(long size, ITiles kept)
    {
        var writer = new TileWriter(kept, size);
        var level = 0;
        for (var hashes = size; hashes > 0; hashes >>= TileAt.Height, level++)
        {
            var (number, filled) = (hashes >> TileAt.Height, (int)(hashes % TileAt.Width) * MerkleHash.Length);
            if (filled > 0)
            {
                var tile = await kept.Find(level, number);
                writer._touched[new TileAt(level, number)] = tile?.Length >= filled
                    ? [.. tile.AsSpan(0, filled)]
                    : throw new TileMissingException(level, number, filled / MerkleHash.Length);
            }
        }

        return writer;
    }

    public void Add(ReadOnlySpan<byte> leafHash)
    {
        Add(0, Size, leafHash);
        Size++;
    }

    public ValueTask<byte[]?> Find(int level, long number) =>
        _touched.TryGetValue(new TileAt(level, number), out var tile) ? new([.. tile]) : _kept.Find(level, number);

    private void Add(int level, long index, ReadOnlySpan<byte> hash)
    {
        var at = new TileAt(level, index >> TileAt.Height);
        if (!_touched.TryGetValue(at, out var tile))
        {
            _touched[at] = tile = new List<byte>(TileAt.Width * MerkleHash.Length);
        }

        tile.AddRange(hash);
        if (tile.Count == TileAt.Width * MerkleHash.Length)
        {
            Add(level + 1, at.Number, MerkleHash.Fold(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tile)));
        }
    }
}
