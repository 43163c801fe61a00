using CreditGate.Actors.Ledger;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Evidence;

namespace CreditGate.Actors.Coverage;

/// <summary>What coverage needs to know of a receipt.</summary>
/// <param name="Key">Of the case it was made for; null when the check named none.</param>
public sealed record SeenReceipt(string Department, string Matter, CaseKey? Key, CaseCheck Check)
{
    public static SeenReceipt Of(ReceiptGist receipt) => new(
        receipt.Organisation,
        receipt.Matter,
        receipt.BusinessNumber is { } number ? new CaseKey(receipt.Organisation, receipt.Matter, number) : null,
        new CaseCheck(receipt.Id, receipt.DecidedAt, receipt.ValidUntil, receipt.Subject, ByNumber: true));

    /// <summary>Null when the receipt cannot be read: somebody altered it.</summary>
    public static SeenReceipt? Of(StoredReceipt stored) => ReceiptGist.Read(stored.Payload) is { } receipt ? Of(receipt) : null;

    /// <summary>As a check of a case that names the receipt.</summary>
    public (CaseKey Key, CaseCheck Check) For(DecidedCase decided) => (decided.Key, Check with { ByNumber = Key == decided.Key });

    /// <summary>Whether a case that names this receipt may: another department's answer, or one for another matter, is none of its checks.</summary>
    public bool Serves(DecidedCase decided) => decided.Receipt == Check.Receipt && decided.Department == Department && decided.Matter == Matter;
}
