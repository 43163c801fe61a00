using System.Security.Cryptography;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Receipts as a release chained them whose commitments did not keep business numbers apart.</summary>
internal static class EarlierReceipts
{
    public static StoredReceipt[] Of(params StoredReceipt[] receipts)
    {
        var segment = RowForm.WholeRowPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var (chained, chain) = (new List<StoredReceipt>(), RowHashes.Genesis(segment));
        foreach (var receipt in receipts)
        {
            var placed = receipt with { Segment = segment, Sequence = chained.Count + 1, Salt = RandomNumberGenerator.GetBytes(16) };
            var content = RowHashes.ReceiptContent(placed.Salt, placed.BusinessNumber, placed.RequestId, placed.RequestHash, placed.Payload);
            var commitment = RowHashes.OfReceipt(content, placed.Id, placed.At.UtcTicks, placed.Subject, placed.SubjectVersion, placed.Matter, placed.Outcome, placed.Credential);
            chain = RowHashes.Next(chain, commitment);
            chained.Add(placed with { Commitment = commitment, Chain = chain });
        }

        return [.. chained];
    }
}
