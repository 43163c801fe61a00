using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Coverage;

namespace CreditGate.Actors.Coverage;

/// <summary>What coverage needs to know of a receipt.</summary>
/// <param name="Key">Of the case it was made for; null when the check named none.</param>
public sealed record SeenReceipt(string Department, string Matter, CaseKey? Key, CaseCheck Check)
{
    /// <exception cref="JsonException">The receipt was altered.</exception>
    public static SeenReceipt Of(StoredReceipt stored)
    {
        var receipt = JsonSerializer.Deserialize(stored.Payload, LedgerJson.Context.Receipt) ?? throw new JsonException("The receipt is empty.");
        return new SeenReceipt(
            receipt.Organisation,
            receipt.Matter,
            receipt.BusinessNumber is { } number ? new CaseKey(receipt.Organisation, receipt.Matter, number) : null,
            new CaseCheck(receipt.Id, receipt.DecidedAt, receipt.ValidUntil, receipt.Subject, ByNumber: true));
    }

    /// <summary>As a check of a case that names the receipt.</summary>
    public (CaseKey Key, CaseCheck Check) For(DecidedCase decided) => (decided.Key, Check with { ByNumber = Key == decided.Key });

    /// <summary>Whether a case that names this receipt may: another department's answer, or one for another matter, is none of its checks.</summary>
    public bool Serves(DecidedCase decided) => decided.Receipt == Check.Receipt && decided.Department == Department && decided.Matter == Matter;
}
