using System.Globalization;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Verify.Ledgers;

namespace CreditGate.Verify.Audit;

/// <summary>The tiles of the ledger against the hashes of the entries, as far as those were sealed and copied.</summary>
/// <param name="size">Of the log that was copied.</param>
/// <param name="ownSize">Of the ledger's own log, which may have gone on since.</param>
internal sealed class TileAudit(LedgerRows rows, long size, long ownSize, Func<long, byte[]?> leaf, Findings findings)
{
    public void Run()
    {
        var missing = Expected().ToHashSet();
        var below = new Dictionary<long, byte[]>();     // what the tiles of the level before stand for in this one
        var (level, next) = (0, new Dictionary<long, byte[]>());
        foreach (var (at, hashes) in rows.Tiles())
        {
            while (level < at.Level)
            {
                (level, below, next) = (level + 1, next, []);
            }

            if (!missing.Remove(at))
            {
                Stray(at);
                continue;
            }

            var tile = Right(at, below);
            if (tile.Length == TileAt.Width * MerkleHash.Length)
            {
                next[at.Number] = MerkleHash.Fold(tile);
            }

            if (hashes.Length != Count(at, ownSize) * MerkleHash.Length || !hashes.AsSpan(0, tile.Length).SequenceEqual(tile))
            {
                findings.Add(new Finding(FindingKind.Altered, LedgerTables.Tiles, Name(at), "hashes"));
            }
        }

        foreach (var at in missing)
        {
            findings.Add(new Finding(FindingKind.Removed, LedgerTables.Tiles, Name(at)));
        }
    }

    /// <summary>The tiles that a log of this size has.</summary>
    private IEnumerable<TileAt> Expected()
    {
        var level = 0;
        for (var hashes = size; hashes > 0; hashes >>= TileAt.Height, level++)
        {
            for (var number = 0L; number * TileAt.Width < hashes; number++)
            {
                yield return new TileAt(level, number);
            }
        }
    }

    /// <summary>What a tile must begin with; more may have come after the last copied checkpoint.</summary>
    private byte[] Right(TileAt at, Dictionary<long, byte[]> below)
    {
        var count = Count(at, size);
        var tile = new List<byte>(count * MerkleHash.Length);
        for (var place = 0; place < count; place++)
        {
            var index = (at.Number * TileAt.Width) + place;
            if ((at.Level == 0 ? leaf(index) : below.GetValueOrDefault(index)) is not { } hash)
            {
                break;
            }

            tile.AddRange(hash);
        }

        return [.. tile];
    }

    /// <summary>How many hashes a tile has in a log of a size.</summary>
    private static int Count(TileAt at, long size) => (int)Math.Min(TileAt.Width, (size >> (TileAt.Height * at.Level)) - (at.Number * TileAt.Width));

    /// <summary>A tile of entries that the ledger's own log sealed after the copies were made may well be there.</summary>
    private void Stray(TileAt at)
    {
        var begins = at.Number << (TileAt.Height * (at.Level + 1));
        if (at.Level < 0 || at.Number < 0 || Count(at, ownSize) <= 0 || begins < size - (size % (1L << (TileAt.Height * (at.Level + 1)))))
        {
            findings.Add(new Finding(FindingKind.Inserted, LedgerTables.Tiles, Name(at)));
        }
    }

    private static string Name(TileAt at) => string.Create(CultureInfo.InvariantCulture, $"level {at.Level}, tile {at.Number}");
}
