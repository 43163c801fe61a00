using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Verify.Audit;

/// <summary>A Merkle tree that grows leaf by leaf and keeps only the roots of its whole subtrees: as many as its size has ones.</summary>
internal sealed class CompactRange
{
    private readonly List<byte[]> _subtrees = [];

    public long Size { get; private set; }

    public void Add(byte[] leafHash)
    {
        _subtrees.Add(leafHash);
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            var (left, right) = (_subtrees[^2], _subtrees[^1]);
            _subtrees.RemoveRange(_subtrees.Count - 2, 2);
            _subtrees.Add(MerkleHash.Node(left, right));
        }

        Size++;
    }

    public byte[] Root() => _subtrees.Count == 0 ? MerkleHash.Empty : Enumerable.Reverse(_subtrees).Aggregate(static (right, left) => MerkleHash.Node(left, right));
}
