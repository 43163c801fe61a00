namespace CreditGate.Domain.Evidence.Log;

/// <summary>
/// The hashes of a log in tiles: tile n of level l holds up to 256 hashes, side by side, each the root of a whole subtree of
/// 256^l entries. Only the last tile of a level may be unfilled.
/// </summary>
public interface ITiles
{
    /// <summary>Null when there is none.</summary>
    ValueTask<byte[]?> Find(int level, long number);
}

/// <summary>Where a hash stands among the tiles.</summary>
public readonly record struct TileAt(int Level, long Number)
{
    /// <summary>Levels of the tree in one level of tiles.</summary>
    public const int Height = 8;

    /// <summary>Hashes in a full tile.</summary>
    public const int Width = 1 << Height;
}

/// <summary>The tiles of a log that is not what it says it is.</summary>
public sealed class TileMissingException(int level, long number, long needed)
    : Exception($"Tile {number} of level {level} of the evidence log is missing or has fewer than {needed} hashes.");
