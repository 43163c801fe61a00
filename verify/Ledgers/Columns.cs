using System.Data.Common;
using System.Globalization;
using System.Text;

namespace CreditGate.Verify.Ledgers;

/// <summary>Values of rows that somebody may have tampered with: one of the wrong type is read as something that cannot be right, and never stops the audit.</summary>
internal static class Columns
{
    public static long Long(this DbDataReader row, int column) => row.GetValue(column) switch
    {
        long number => number,
        int number => number,
        string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => long.MinValue,
    };

    public static string Text(this DbDataReader row, int column) => row.TextOrNull(column) ?? "";

    public static string? TextOrNull(this DbDataReader row, int column) => row.GetValue(column) switch
    {
        string text => text,
        DBNull => null,
        byte[] bytes => Convert.ToHexStringLower(bytes),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    public static byte[] Bytes(this DbDataReader row, int column) => row.BytesOrNull(column) ?? [];

    public static byte[]? BytesOrNull(this DbDataReader row, int column) => row.GetValue(column) switch
    {
        byte[] bytes => bytes,
        DBNull => null,
        var other => Encoding.UTF8.GetBytes(Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""),
    };

    /// <summary>Empty when it is none.</summary>
    public static Guid Id(this DbDataReader row, int column) => row.GetValue(column) switch
    {
        Guid id => id,
        byte[] { Length: 16 } bytes => new Guid(bytes, bigEndian: true),
        _ => Guid.Empty,
    };
}
