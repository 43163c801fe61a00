using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using CreditGate.Domain.Evidence.Rows;
using ZstdSharp;

namespace CreditGate.Api.Tests.Persons;

/// <summary>Words that are to be found nowhere, in whatever form something writes them.</summary>
internal sealed class Canary(params string[] words)
{
    private static readonly byte[] GzipMagic = [0x1F, 0x8B, 0x08];
    private static readonly byte[] PackedMagic = [PackedContent.Mark, 0x28, 0xB5, 0x2F, 0xFD];
    private static readonly byte[] Dictionary = ReadDictionary();

    private readonly (string Word, byte[] Form)[] _forms = [.. words.SelectMany(static word => FormsOf(word).Select(form => (word, form)))];

    /// <summary>Which words stand in the bytes, or in what is compressed in them.</summary>
    public IEnumerable<string> In(byte[] bytes) => Plain(bytes).Concat(Unpacked(bytes).SelectMany(Plain)).Distinct();

    public IEnumerable<string> In(string text) => In(Encoding.UTF8.GetBytes(text));

    /// <summary>Which words stand in which files below a directory, their names included.</summary>
    public IEnumerable<string> InFiles(string directory) =>
        from file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        from word in In(File.ReadAllBytes(file)).Concat(In(file[directory.Length..]))
        select $"{word} in {Path.GetRelativePath(directory, file)}";

    private static IEnumerable<byte[]> FormsOf(string word)
    {
        var utf8 = Encoding.UTF8.GetBytes(word);
        string[] written =
        [
            WebUtility.UrlEncode(word), Uri.EscapeDataString(word), Uri.EscapeDataString(word).ToLowerInvariant(),
            JsonSerializer.Serialize(word)[1..^1], JsonSerializer.Serialize(word)[1..^1].ToLowerInvariant(), WebUtility.HtmlEncode(word),
            Convert.ToHexString(utf8), Convert.ToHexStringLower(utf8), .. Base64(utf8),
        ];
        return [utf8, Encoding.Unicode.GetBytes(word), Encoding.BigEndianUnicode.GetBytes(word), Encoding.UTF8.GetBytes(FullWidth(word)), .. written.Distinct().Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Whatever stands before it: three ways to cut the same bytes into sixes, without the characters that neighbours share.</summary>
    private static IEnumerable<string> Base64(byte[] bytes) =>
        ((int[])[0, 1, 2]).Select(before => Convert.ToBase64String([.. new byte[before], .. bytes])[((before * 8 + 5) / 6)..((before + bytes.Length) * 8 / 6)]);

    private static string FullWidth(string word) => string.Concat(word.Select(static character => char.IsAsciiDigit(character) ? (char)(character + ('０' - '0')) : character));

    private IEnumerable<string> Plain(byte[] bytes) => _forms.Where(form => bytes.AsSpan().IndexOf(form.Form) >= 0).Select(static form => form.Word);

    /// <summary>What comes out of every place that looks like the beginning of a gzip stream, or of a packed receipt.</summary>
    private static IEnumerable<byte[]> Unpacked(byte[] bytes) =>
        Unpacked(bytes, GzipMagic, static stream => new GZipStream(stream, CompressionMode.Decompress)).Concat(Unpacked(bytes, PackedMagic, static stream =>
        {
            stream.Position++;      // the mark
            var packed = new DecompressionStream(stream);
            packed.LoadDictionary(Dictionary);
            return packed;
        }));

    private static IEnumerable<byte[]> Unpacked(byte[] bytes, byte[] magic, Func<Stream, Stream> unpack)
    {
        for (var at = 0; at < bytes.Length && bytes.AsSpan(at).IndexOf(magic) is >= 0 and var gap; at += gap + 1)
        {
            using var unpacked = new MemoryStream();
            try
            {
                using var packed = unpack(new MemoryStream(bytes, at + gap, bytes.Length - at - gap));
                packed.CopyTo(unpacked);
            }
            catch (Exception error) when (error is InvalidDataException or ZstdException or EndOfStreamException)
            {
                // It was none, or ends before its end, or something else stands behind it: what came out of it counts.
            }

            yield return unpacked.ToArray();
        }
    }

    private static byte[] ReadDictionary()
    {
        using var stream = typeof(PackedContent).Assembly.GetManifestResourceStream("rows/receipts-1.zdict")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
