using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Records;
using CreditGate.Silo.Storage.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>A record with its JSON, made on its caller's thread.</summary>
internal readonly record struct WrittenRecord(PublicCreditRecord Record, byte[] Payload)
{
    public static WrittenRecord Of(PublicCreditRecord record) =>
        new(record, JsonSerializer.SerializeToUtf8Bytes(record, LedgerJson.Context.PublicCreditRecord));

    public static PublicCreditRecord Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LedgerJson.Context.PublicCreditRecord) ?? throw new InvalidDataException("A record's payload is empty.");
}

internal static class RecordKeyBinding
{
    /// <summary>Binds kind, source, number, list and via to five parameters from the given one on. Absent parts are '', so that keys compare.</summary>
    public static Statement BindRef(this Statement statement, int first, RecordRef key) => statement
        .Bind(first, key.Kind.ToString())
        .Bind(first + 1, key.Source)
        .Bind(first + 2, key.Number)
        .Bind(first + 3, key.List ?? "")
        .Bind(first + 4, key.Via ?? "");
}
