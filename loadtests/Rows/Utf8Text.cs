using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace CreditGate.LoadTests.Rows;

internal static class Utf8Text
{
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public static int Put(Span<byte> into, [InterpolatedStringHandlerArgument(nameof(into))] ref Utf8.TryWriteInterpolatedStringHandler text) =>
        Utf8.TryWrite(into, ref text, out var written) ? written : throw new ArgumentException("A row is longer than its buffer.", nameof(into));

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
