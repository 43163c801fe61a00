using CreditGate.Domain;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>Why a file, or a row of it, cannot be read.</summary>
internal static class FileFaults
{
    public static readonly Fault Empty = new("empty-file", new("文件没有内容，请核对导出是否成功。", "The file is empty: check whether the export worked."));

    public static readonly Fault GzipTruncated = new("gzip-truncated", new(
        "gzip 文件不完整（上传中断或未写完），请重新生成并上传。", "The gzip file ends early (a broken upload, or not written to its end): make it and upload it again."));

    public static readonly Fault GzipDamaged = new("gzip-damaged", new(
        "不是完好的 gzip 文件：格式不符、校验和不一致，或末尾有多余内容。请重新压缩。",
        "Not a sound gzip file: wrong format, a checksum that does not match, or something behind its end. Compress it again."));

    public static readonly Fault GzipBomb = new("gzip-bomb", new(
        "解压后内容过大（超过压缩文件的200倍，或超过8 GiB），请拆分后报送。", "It expands too far (more than 200 times, or beyond 8 GiB): split it."));

    public static readonly Fault NotText = new("not-text", new(
        "这不是文本文件（含有二进制内容）。Excel 请另存为“CSV UTF-8”，压缩请用 gzip，编码请用 UTF-8 或 GB18030。",
        "This is no text file (it holds binary content). From Excel save as \"CSV UTF-8\", compress with gzip, encode as UTF-8 or GB18030."));

    public static readonly Fault Utf16 = new("utf-16", new("文件是 UTF-16 编码，请改用 UTF-8 或 GB18030 导出。", "The file is UTF-16: export it as UTF-8 or GB18030."));

    public static readonly Fault UnknownCharset = new("wrong-encoding", new(
        "不支持所声明的字符集，请用 UTF-8 或 GB18030（GBK、GB2312）。", "The declared charset is not supported: use UTF-8 or GB18030 (GBK, GB2312)."));

    public static readonly Fault NdjsonIsUtf8 = new("wrong-encoding", new("NDJSON 文件须为 UTF-8 编码。", "NDJSON files are in UTF-8."));

    public static readonly Fault DeclaredGbIsUtf8 = new("wrong-encoding", new(
        "声明的字符集是 GB18030，但文件是 UTF-8，请更正声明。", "The charset was declared as GB18030, but the file is UTF-8: mend the declaration."));

    public static readonly Fault UnknownForm = new("unknown-form", new(
        "无法识别文件种类。请报送每行一个 JSON 对象的 NDJSON，或首行为列名的双公示、名单 CSV；不接受 JSON 数组。",
        "The form of the file is not known. Send NDJSON, one JSON object a line, or CSV of permits, penalties or lists with its column names in the first line; not a JSON array."));

    public static readonly Fault HeaderTooLong = new("line-too-long", new("首行超过1048576个字符，不是列名。", "The first line is longer than 1,048,576 characters: it holds no column names."));

    public static readonly Fault RowTooLong = new("line-too-long", new("该行超过 1 MiB，已跳过。", "This row is longer than 1 MiB and was skipped."));

    public static readonly Fault StrayQuote = new("csv-stray-quote", new(
        "该单元格的结束引号后还有内容。含引号的内容须整格加引号，其中的引号写两遍。",
        "Something follows the closing quote of this cell. A cell that holds quotes is quoted as a whole, with its inner quotes doubled."));

    public static Fault TooManyRows(int most) => new("too-many-rows", new($"一个文件最多{most}行，请拆分后报送。", $"A file holds at most {most} rows: split it."));

    public static Fault UnclosedQuote(int line) => new("csv-unclosed-quote", new(
        $"第{line}行开始的引号没有结束，请补上结束引号，或将内容中的引号写两遍。", $"The quote that opens on line {line} is never closed: close it, or double the quotes inside the text."));

    public static Fault BadBytes(string charset, int line) => new("wrong-encoding", new(
        $"第{line}行含有不是 {charset} 的字节，请按 UTF-8 或 GB18030 重新导出。", $"Line {line} holds bytes that are not {charset}: export the file again as UTF-8 or GB18030."));

    public static Fault BadBytesInBoth(int utf8Line, int gbLine) => new("wrong-encoding", new(
        $"文件既不是 UTF-8（第{utf8Line}行起有误），也不是 GB18030（第{gbLine}行起有误），请重新导出。",
        $"The file is neither UTF-8 (wrong from line {utf8Line}) nor GB18030 (wrong from line {gbLine}): export it again."));

    public static Fault TooManyCells(int found, int columns) => new("too-many-cells", new(
        $"该行有{found}格，首行只有{columns}列。含分隔符的内容须加引号。", $"This row has {found} cells, the first line {columns} columns. Quote what holds separators."));
}
