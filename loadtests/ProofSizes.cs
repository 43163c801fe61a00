using System.Diagnostics;
using System.Globalization;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.LoadTests;

/// <summary>How long proofs are and what checking them takes, in a generated log: hashes of single entries are made when asked for, all others kept.</summary>
internal sealed class ProofSizes : ITiles
{
    private const int Checks = 2_000;

    private readonly Dictionary<TileAt, List<byte>> _tiles = [];

    public static async Task<int> Run(long size)
    {
        var log = new ProofSizes();
        var started = Stopwatch.GetTimestamp();
        log.Fill(size);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} entries, made in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s"));

        var tree = new MerkleTree(log);
        var root = await tree.Root(size);
        var (longest, proving, checking) = (0, TimeSpan.Zero, TimeSpan.Zero);
        for (var check = 0; check < Checks; check++)
        {
            var index = size / Checks * check;
            started = Stopwatch.GetTimestamp();
            var path = await tree.Inclusion(index, size);
            proving += Stopwatch.GetElapsedTime(started);
            longest = Math.Max(longest, path.Length);
            var leaf = Leaf(index);
            started = Stopwatch.GetTimestamp();
            if (!MerkleProof.Includes(leaf, index, size, path, root))
            {
                Console.Error.WriteLine($"The proof of entry {index} does not hold.");
                return 1;
            }

            checking += Stopwatch.GetElapsedTime(started);
        }

        var half = size / 2;
        var consistency = await tree.Consistency(half, size);
        var holds = MerkleProof.IsConsistent(half, await tree.Root(half), size, root, consistency);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"inclusion: at most {longest} hashes, {longest * MerkleHash.Length} bytes; made in {proving.TotalMicroseconds / Checks:F1} us, checked in {checking.TotalMicroseconds / Checks:F1} us"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"consistency of {half} with {size}: {consistency.Length} hashes, holds: {holds}"));
        return 0;
    }

    public ValueTask<byte[]?> Find(int level, long number) => new(level == 0 ? Leaves(number) : _tiles.GetValueOrDefault(new TileAt(level, number))?.ToArray());

    private static byte[] Leaf(long index) => MerkleHash.Leaf(BitConverter.GetBytes(index));

    /// <summary>Longer than the log at its end, which no proof of a size asks for.</summary>
    private static byte[] Leaves(long number)
    {
        var tile = new byte[TileAt.Width * MerkleHash.Length];
        for (var place = 0; place < TileAt.Width; place++)
        {
            Leaf((number * TileAt.Width) + place).CopyTo(tile, place * MerkleHash.Length);
        }

        return tile;
    }

    private void Fill(long size)
    {
        for (var number = 0L; (number + 1) * TileAt.Width <= size; number++)
        {
            Add(1, number, MerkleHash.Fold(Leaves(number)));
        }
    }

    private void Add(int level, long index, byte[] hash)
    {
        var at = new TileAt(level, index >> TileAt.Height);
        if (!_tiles.TryGetValue(at, out var tile))
        {
            _tiles[at] = tile = [];
        }

        tile.AddRange(hash);
        if (tile.Count == TileAt.Width * MerkleHash.Length)
        {
            Add(level + 1, at.Number, MerkleHash.Fold([.. tile]));
        }
    }
}
