using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Standings;

namespace CreditGate.Benchmarks;

/// <summary>A receipt as a check of a listed subject leaves it.</summary>
internal static class Sample
{
    public static Receipt Receipt()
    {
        var standing = Standing.Fold(Invented.Subject(), Invented.Events(3));
        var matter = Invented.Edition.Matters["MT-C01"];
        var ruling = Decider.Rule(standing, [], matter, Invented.Edition, Invented.Now);
        var answer = Decider.Answer(ruling, standing, [], new Dictionary<string, DateTimeOffset>(), matter, Invented.Edition, Invented.Now);
        return new Receipt
        {
            Id = Guid.Parse("019ab5e5-0f00-7a31-9c42-5d0e6f7a8b9c"),
            Organisation = "D01",
            Credential = "示例凭据",
            Matter = matter.Code,
            BusinessNumber = "示例采购2026-001",
            Subject = standing.Key.Value,
            Name = standing.Name,
            SubjectVersion = standing.Version,
            Edition = answer.Edition,
            EditionDigest = Invented.Edition.Digest,
            DeciderVersion = Decider.Version,
            Consistency = default,
            DecidedBy = DecidedBy.Grain,
            DecidedAt = answer.DecidedAt,
            ValidUntil = answer.ValidUntil,
            ConfirmedAt = Invented.Now,
            Freshness = answer.Freshness,
            Ruling = answer.Ruling,
        };
    }

    public static StoredReceipt Stored()
    {
        var receipt = Receipt();
        return new StoredReceipt(
            Guid.NewGuid(), receipt.DecidedAt, receipt.Subject!, receipt.SubjectVersion, receipt.Matter, "Refuse", receipt.Credential, receipt.BusinessNumber, null, null,
            JsonSerializer.SerializeToUtf8Bytes(receipt, LedgerJson.Context.Receipt), "", 0, [], [], []);
    }
}
