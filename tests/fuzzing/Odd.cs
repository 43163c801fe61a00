using System.Text;

namespace CreditGate.Fuzzing;

/// <summary>What readers have tripped over elsewhere.</summary>
internal static class Odd
{
    private const int Deep = 30;
    private const int VeryDeep = 20_000;

    public static readonly string[] Instants =
    [
        "0001-01-01", "9999-12-31", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59+08:00",
        "2026-02-29", "2026-13-01", "2026-06-31T25:61:61Z", "2026-06-01", "2024-02-29T00:00:00+08:00", "-0001-01-01", "2026-06-01T00:00:00", "2026-06-01T00:00:00+15:00", "10000-01-01", "２０２６-０６-０１",
    ];

    public static readonly string[] Texts =
    [
        "", " ", "\0", "\u0000a", "\t\r\n", "\u3000", "\u00a0", "\ufeff", "\u202e", "\u200b", "\ud800", "\udfff", "𠮷", "e\u0301", "ﷺ", "İ", "ſ", "Ⅷ", "０Ｘ", "示例", "·", "'", "\"", "\\", "\\u0000", "%00", "%", "{0}", "${x}", "{", "}", "[", "]", ",", ";", "|", "/", "../", "*", "?", "#", "&", "=", "-", "+",
        "null", "true", "NaN", "Infinity", "-0", "0", "1", "-1", "1e400", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "0x10", "1_000", "v1", "v9223372036854775807", "c1", "c0-ffffffff", "now",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "p-00000000000000000000000000000000", "' OR '1'='1", "示例".PadRight(300, '例'), new string('9', 400), .. Instants,
    ];

    public static readonly byte[][] Bytes =
    [
        [0], [0xff], [0xfe, 0xff], [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe4, 0xb8], [0x1f, 0x8b, 8, 0], [0x81, 0x30, 0x81, 0x30], [0x80], "\r"u8.ToArray(), "\n"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "\""u8.ToArray(), ","u8.ToArray(), "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "{}"u8.ToArray(), "[]"u8.ToArray(), "null"u8.ToArray(), "1e999"u8.ToArray(), "\t"u8.ToArray(),
        .. Texts.Where(static text => text.Length is > 0 and < 50).Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Each stands where a value, or a whole body, may stand.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "false", "0", "-0", "-1", "1.5", "1e400", "-1e400", "1e-400", "2147483648", "9223372036854775807", "9223372036854775808", "79228162514264337593543950336", "0.00000000000000000000000000000000000001", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"",
        "[]", "{}", "[[]]", "[null]", "[{}]", "[\"\"]", "{\"\":1}", "{\"\\ud800\":1}", "{\"a\":1,\"a\":2}", "{\"a\\u0000b\":{\"\\udfff\":[]}}", "[1,", "{", "\"", "nul", "01", "+1", "NaN", "{\"a\"}", "{'a':1}", "/**/1", "1 1", "\ufeff{}", "{\"__proto__\":{},\"$type\":\"System.String\",\"$ref\":\"#\"}",
        Nested("[", "]", Deep), Nested("{\"a\":", "}", Deep), Nested("[", "]", VeryDeep), Nested("{\"a\":", "}", VeryDeep), new string('[', VeryDeep), new string('9', 5_000), $"\"{new string('示', 5_000)}\"", $"[{string.Join(',', Enumerable.Repeat("{}", 3_000))}]",
    ];

    private static string Nested(string open, string close, int levels) =>
        $"{string.Concat(Enumerable.Repeat(open, levels))}1{string.Concat(Enumerable.Repeat(close, levels))}";
}
