using System.Security.Cryptography;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Silo.Ledger;

/// <summary>Makes any later change to a row of the ledger visible: every row commits to all it says and to all rows before it.</summary>
/// <remarks>The salt lets content be erased: the commitment that stays behind says nothing about it.</remarks>
internal static class HashChain
{
    private const int SaltBytes = 16;

    /// <summary>A name for a chain that nothing else will have.</summary>
    public static string NewSegment() => RowForm.WholeRowPrefix + RandomName();

    /// <summary>The same for a chain of receipts.</summary>
    public static string NewReceiptSegment() => RowForm.NumberApartPrefix + RandomName();

    /// <summary>False for a chain that an earlier release began: its rows stay verifiable, and new ones begin another.</summary>
    public static bool IsCurrent(string segment) => RowForm.CoversWholeRow(segment);

    /// <inheritdoc cref="IsCurrent"/>
    public static bool IsCurrentOfReceipts(string segment) => RowForm.HasNumberApart(segment);

    /// <inheritdoc cref="RowHashes.Genesis"/>
    public static byte[] Genesis(string segment) => RowHashes.Genesis(segment);

    /// <inheritdoc cref="RowHashes.Next(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> commitment) => RowHashes.Next(previous, commitment);

    /// <inheritdoc cref="RowHashes.Next(ReadOnlySpan{byte}, ReadOnlySpan{byte}, Span{byte})"/>
    public static void Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> commitment, Span<byte> chain) => RowHashes.Next(previous, commitment, chain);

    private static string RandomName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltBytes);
}

/// <summary>Content with the salted commitment that stands for it, and for the columns beside it, in the chain.</summary>
internal readonly record struct SealedPayload(byte[] Payload, byte[] Salt, byte[] Commitment);
