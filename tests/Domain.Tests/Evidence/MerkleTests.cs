using System.Collections.Immutable;
using CreditGate.Domain.Evidence.Log;
using CsCheck;
using Xunit;

namespace CreditGate.Domain.Tests.Evidence;

public sealed class MerkleTests
{
    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, 70_000).Select(static one => MerkleHash.Leaf(BitConverter.GetBytes(one)))];

    /// <summary>The reference leaves of Certificate Transparency, and the roots that every implementation of it agrees on.</summary>
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public async Task Root_IsThatOfTheReference(int size, string root)
    {
        string[] entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        var tiles = new HeldTiles();
        await tiles.Write([.. entries[..size].Select(static entry => MerkleHash.Leaf(Convert.FromHexString(entry)))]);

        Assert.Equal(root, Convert.ToHexStringLower(await new MerkleTree(tiles).Root(size)));
    }

    [Theory]
    [InlineData(300, 1, 255, 256, 257)]
    [InlineData(1_000, 513, 514, 999)]
    [InlineData(70_000, 256, 65_535, 65_536, 65_537)]
    public async Task Root_IsThatOfThePlainTree_AtEverySizeTheLogEverHad(int size, params int[] ends)
    {
        var tiles = new HeldTiles();
        await tiles.Write(Leaves[..size], ends);
        var tree = new MerkleTree(tiles);

        foreach (var end in ends.Append(size))
        {
            Assert.Equal(PlainTree.Root(Leaves.AsSpan(0, end)), await tree.Root(end));
        }
    }

    [Fact]
    public async Task Proofs_HoldForTheirEntryAndSizes_AndForNoOther()
    {
        var tiles = new HeldTiles();
        await tiles.Write(Leaves);
        var tree = new MerkleTree(tiles);
        await Gen.Select(Gen.Int[1, 1_500], Gen.Int[0, 1_499], Gen.Int[1, 1_500], Gen.Int[0, 11]).SampleAsync(async (one, at, other, flip) =>
        {
            var (size, index, first) = (Math.Max(one, other), at % Math.Max(one, other), Math.Min(one, other));
            var (root, firstRoot) = (await tree.Root(size), await tree.Root(first));

            var inclusion = await tree.Inclusion(index, size);
            Assert.True(MerkleProof.Includes(Leaves[index], index, size, inclusion, root));
            Assert.False(MerkleProof.Includes(Leaves[index + 1], index, size, inclusion, root));
            Assert.False(MerkleProof.Includes(Leaves[index], index, size, inclusion.Add(root), root));
            Assert.False(!inclusion.IsEmpty && MerkleProof.Includes(Leaves[index], index, size, Flipped(inclusion, flip), root));

            var consistency = await tree.Consistency(first, size);
            Assert.True(MerkleProof.IsConsistent(first, firstRoot, size, root, consistency));
            Assert.False(MerkleProof.IsConsistent(first, Leaves[^1], size, root, consistency));
            Assert.False(!consistency.IsEmpty && MerkleProof.IsConsistent(first, firstRoot, size, root, Flipped(consistency, flip)));
        });
    }

    [Fact]
    public async Task Inclusion_OfALargeLog_IsAsLongAsTheLogarithmOfItsSize()
    {
        var tiles = new HeldTiles();
        await tiles.Write(Leaves);

        Assert.InRange((await new MerkleTree(tiles).Inclusion(12_345, 70_000)).Length, 16, 17);
    }

    [Fact]
    public async Task TileWriter_Refuses_WhenTheTilesEndBeforeTheSize()
    {
        var tiles = new HeldTiles();
        await tiles.Write(Leaves[..300]);

        await Assert.ThrowsAsync<TileMissingException>(async () => await TileWriter.At(301, tiles));
    }

    private static ImmutableArray<byte[]> Flipped(ImmutableArray<byte[]> path, int at)
    {
        byte[] changed = [.. path[at % path.Length]];
        changed[0] ^= 1;
        return path.SetItem(at % path.Length, changed);
    }
}
