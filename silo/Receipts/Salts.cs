using System.Security.Cryptography;

namespace CreditGate.Silo.Receipts;

/// <summary>Salts from the system's cryptographic generator, drawn for many receipts at once: the call costs as much as a receipt's longest hash, however little it is asked for.</summary>
internal static class Salts
{
    private const int DrawnAtOnce = 4_096;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _left;

    /// <summary>Bytes that nobody was given before and that are not kept.</summary>
    public static void Fill(Span<byte> salt)
    {
        var drawn = _drawn ??= new byte[DrawnAtOnce];
        if (_left < salt.Length)
        {
            RandomNumberGenerator.Fill(drawn);
            _left = DrawnAtOnce;
        }

        var next = drawn.AsSpan(_left - salt.Length, salt.Length);
        next.CopyTo(salt);
        next.Clear();
        _left -= salt.Length;
    }
}
