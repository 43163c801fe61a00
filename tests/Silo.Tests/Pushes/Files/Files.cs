using System.IO.Compression;
using System.Text;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Silo.Pushes.Files;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes.Files;

/// <summary>Files of invented rows, and reading them as the service does.</summary>
internal static class Files
{
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";
    public const string Any = "application/octet-stream";
    public const string PenaltyHeader = "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_SY,CF_CFLB,CF_NR_FK,CF_JDRQ,CF_YXQ";

    private static readonly RowFiles Reader = new RowFiles();

    public static string PenaltyRow(int serial, string reason = "示例违法事实") =>
        $"示例第{serial}贸易有限公司,法人及非法人组织,{FictionalCodes.Entity(serial).Value},示罚〔2026〕{serial}号,{reason},罚款,0.2,2026-06-01,2027-06-01";

    public static string PenaltyCsv(int rows) => string.Join("\r\n", [PenaltyHeader, .. Enumerable.Range(1, rows).Select(static serial => PenaltyRow(serial)), ""]);

    public static string JsonRow(int serial) =>
        $$"""{"kind":"penalty","subject":{"uscc":"{{FictionalCodes.Entity(serial).Value}}"},"number":"示罚{{serial}}号","decidedOn":"2026-06-01","categories":["fine"],"fine10kCny":0.2}""";

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gb18030(string text) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);

    public static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    public static Task<FileExamination> Examine(Func<Stream> open, string type = Any, string? charset = null, bool gzip = false) =>
        Reader.Examine(open, new DeclaredFile(type, charset, gzip), TestContext.Current.CancellationToken);

    public static Task<FileExamination> Examine(byte[] file, string type = Any, string? charset = null, bool gzip = false) =>
        Examine(() => new MemoryStream(file, writable: false), type, charset, gzip);

    public static async Task<FileFacts> Facts(byte[] file, string type = Any, string? charset = null, bool gzip = false)
    {
        var (facts, fault) = await Examine(file, type, charset, gzip);
        Assert.True(fault is null, fault?.ToString());
        return Assert.IsType<FileFacts>(facts);
    }

    public static async Task<List<FileRow>> Read(byte[] file, FileFacts facts, string? list = null, int afterLine = 0)
    {
        var rows = new List<FileRow>();
        await foreach (var row in Reader.Read(new MemoryStream(file, writable: false), facts, list, afterLine, TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    public static async Task<List<FileRow>> Read(byte[] file, string? list = null) => await Read(file, await Facts(file), list);

    public static IAsyncEnumerable<FileRow> Stream(Stream upload, FileFacts facts) => Reader.Read(upload, facts, null, 0, TestContext.Current.CancellationToken);

    public static async Task<List<SentRow>> Sent(byte[] file)
    {
        var rows = new List<SentRow>();
        await foreach (var row in Reader.Sent(new MemoryStream(file, writable: false), await Facts(file), TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Every fault of every row as line:code@field.</summary>
    public static IEnumerable<string> Faults(IEnumerable<FileRow> rows) =>
        rows.SelectMany(static row => row.Faults.Select(fault => $"{row.Line}:{fault.Fault.Code}@{fault.Field}"));
}
