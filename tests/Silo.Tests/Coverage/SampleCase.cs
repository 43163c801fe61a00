using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;

namespace CreditGate.Silo.Tests.Coverage;

/// <summary>Invented cases, and receipts of answers to invented checks as the shipper brings them.</summary>
internal static class SampleCase
{
    public static readonly DateTimeOffset Decided = new(2026, 3, 10, 2, 0, 0, TimeSpan.Zero);

    private static readonly Ruling Nothing = new()
    {
        Outcome = Outcome.Proceed,
        Statuses = [],
        Measures = [],
        Incentives = [],
        Withheld = [],
        Suspended = [],
        Reminders = [],
        Advice = [],
        Questions = [],
        Proposals = [],
    };

    public static DecidedCase Of(string number = "示例办件1号", string department = "D12", string matter = "MT-C01", string subject = "示例主体") => new()
    {
        Department = department,
        Matter = matter,
        Number = number,
        Subject = subject,
        DecidedAt = Decided,
        Decision = CaseDecision.Granted,
        MustCheck = true,
        ReportedAt = Decided.AddHours(1),
        Credential = "示例凭据",
    };

    /// <param name="at">The answer is valid for five days from here.</param>
    public static StoredReceipt Receipt(
        DateTimeOffset at, string? number = "示例办件1号", string department = "D12", string matter = "MT-C01", string? subject = "示例主体", string segment = "c2-示例", long sequence = 1,
        Ruling? ruling = null, string edition = "示例")
    {
        var receipt = new Receipt
        {
            Id = Guid.CreateVersion7(at),
            Organisation = department,
            Credential = "示例凭据",
            Matter = matter,
            BusinessNumber = number,
            Subject = subject,
            SubjectVersion = 1,
            Edition = edition,
            EditionDigest = "示例",
            DeciderVersion = "1",
            Consistency = Consistency.Default,
            DecidedBy = DecidedBy.Grain,
            DecidedAt = at,
            ValidUntil = at.AddDays(5),
            ConfirmedAt = at,
            Freshness = new Freshness(null, ImmutableArray<StaleSource>.Empty),
            Ruling = ruling ?? Nothing,
        };
        return new StoredReceipt(
            receipt.Id, at, subject ?? "", 1, matter, "Proceed", "示例凭据", number, null, null, JsonSerializer.SerializeToUtf8Bytes(receipt, LedgerJson.Context.Receipt),
            segment, sequence, [], [], []);
    }
}
