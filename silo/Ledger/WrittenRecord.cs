using System.Globalization;
using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Records;

namespace CreditGate.Silo.Ledger;

/// <summary>A record with its JSON, made on its caller's thread.</summary>
internal readonly record struct WrittenRecord(PublicCreditRecord Record, byte[] Payload)
{
    /// <summary>Legal day, yyyy-mm-dd.</summary>
    public string DecidedOn => Day(Record.DecidedOn);

    public string? Until => Record.Until is { } day ? Day(day) : null;

    public string State => Record switch
    {
        { Withdrawal: not null } => "Withdrawn",
        { Repair: not null } => "Repaired",
        { Shield: not null } => "Shielded",
        { Dispute: not null } => "Disputed",
        _ => "InForce",
    };

    public static WrittenRecord Of(PublicCreditRecord record) =>
        new(record, JsonSerializer.SerializeToUtf8Bytes(record, LedgerJson.Context.PublicCreditRecord));

    public static PublicCreditRecord Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LedgerJson.Context.PublicCreditRecord) ?? throw new InvalidDataException("A record's payload is empty.");

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
