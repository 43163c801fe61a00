using System.Collections.Immutable;
using System.Globalization;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Verify.Ledgers;

/// <summary>What was copied outside: signed checkpoints, and the hashes of the entries they cover.</summary>
internal sealed class CopiedLog
{
    private const string LinesName = "checkpoints.log";
    private const int HashesPerFile = 1 << 20;

    private readonly string _directory;
    private FileStream? _open;
    private long _openFile = -1;

    private CopiedLog(string directory, ImmutableArray<CopiedLine> lines) => (_directory, Lines) = (directory, lines);

    /// <summary>Every line, whole or not, with its number from 1.</summary>
    public ImmutableArray<CopiedLine> Lines { get; }

    /// <exception cref="IOException">There are no checkpoints to read.</exception>
    public static CopiedLog Read(string directory) =>
        new(directory, [.. File.ReadLines(Path.Combine(directory, LinesName)).Select(static (line, index) => new CopiedLine(index + 1, SignedCheckpoint.ParseLine(line)))]);

    /// <summary>Hash of an entry; null when it was not copied.</summary>
    public byte[]? Leaf(long index)
    {
        var (file, place) = Math.DivRem(index, HashesPerFile);
        if (file != _openFile)
        {
            _open?.Dispose();
            var path = Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"leaves-{file:D6}.bin"));
            (_open, _openFile) = (File.Exists(path) ? File.OpenRead(path) : null, file);
        }

        if (_open is null || _open.Length < (place + 1) * MerkleHash.Length)
        {
            return null;
        }

        var hash = new byte[MerkleHash.Length];
        _open.Seek(place * MerkleHash.Length, SeekOrigin.Begin);
        _open.ReadExactly(hash);
        return hash;
    }
}

/// <param name="Note">Null when the line is no checkpoint.</param>
internal sealed record CopiedLine(int Number, SignedCheckpoint? Note);
