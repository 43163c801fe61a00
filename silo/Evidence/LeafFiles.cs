using System.Globalization;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Silo.Evidence;

/// <summary>The hashes of the log's entries side by side, in files of a million that are only ever appended to.</summary>
internal sealed class LeafFiles(string directory)
{
    public const int PerFile = 1 << 20;

    public static string NameOf(long file) => string.Create(CultureInfo.InvariantCulture, $"leaves-{file:D6}.bin");

    /// <summary>How many whole hashes there are.</summary>
    public long Count()
    {
        var file = 0L;
        while (File.Exists(PathOf(file + 1)))
        {
            file++;
        }

        return (file * PerFile) + (File.Exists(PathOf(file)) ? new FileInfo(PathOf(file)).Length / MerkleHash.Length : 0);
    }

    /// <summary>Appends hashes that fit into the file that the next one belongs to. What a crash cut short is written anew.</summary>
    public void Append(ReadOnlySpan<byte> hashes)
    {
        var count = Count();
        using var file = new FileStream(PathOf(count / PerFile), FileMode.OpenOrCreate, FileAccess.Write);
        file.Seek(count % PerFile * MerkleHash.Length, SeekOrigin.Begin);
        file.Write(hashes);
        file.Flush(flushToDisk: true);
    }

    private string PathOf(long file) => Path.Combine(directory, NameOf(file));
}
