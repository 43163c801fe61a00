using System.Text;
using CreditGate.Actors.Pushes;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>The two charsets in which files come, and how what is not of a charset shows.</summary>
internal static class Charsets
{
    /// <summary>Stands in decoded text for bytes that are none of the charset: Unicode promises that it is never a character.</summary>
    public const char Undecodable = '\uFFFF';

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, Marking)!;

    private static readonly Encoding Utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, Marking);

    private static DecoderReplacementFallback Marking => new(Undecodable.ToString());

    public static Encoding Of(FileCharset charset) => charset == FileCharset.Utf8 ? Utf8 : Gb18030;

    public static string NameOf(FileCharset charset) => charset == FileCharset.Utf8 ? "UTF-8" : "GB18030";

    /// <summary>Null when nothing was declared. GBK and GB2312 are the older parts of GB18030.</summary>
    /// <exception cref="UnusableFileException">Another charset was declared.</exception>
    public static FileCharset? Declared(string? name) => name?.Trim().Trim('"').ToUpperInvariant() switch
    {
        null or "" => null,
        "UTF-8" or "UTF8" or "US-ASCII" => FileCharset.Utf8,
        "GB18030" or "GBK" or "GB2312" or "CP936" or "X-GBK" => FileCharset.Gb18030,
        _ => throw new UnusableFileException(FileFaults.UnknownCharset),
    };
}
