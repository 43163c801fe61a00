using CreditGate.Actors.Ledger;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Silo.Receipts;

/// <summary>What a receipt commits to.</summary>
internal static class SpoolSeal
{
    public static void Commit(ReceiptColumns columns, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> payload, Span<byte> commitment)
    {
        Span<byte> number = stackalloc byte[NumberDigest.Length];
        NumberDigest.Write(salt, columns.BusinessNumber, number);
        RowHashes.ReceiptRest(salt, columns.RequestId, columns.RequestHash, payload, commitment);
        RowHashes.NumberedContent(number, commitment, commitment);
        RowHashes.OfReceipt(
            commitment, columns.Id, columns.At.UtcTicks, columns.Subject, columns.SubjectVersion, columns.Matter, columns.Outcome, columns.Credential, commitment);
    }
}
