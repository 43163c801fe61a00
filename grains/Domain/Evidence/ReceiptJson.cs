using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditGate.Domain.Decisions;

namespace CreditGate.Domain.Evidence;

/// <summary>Writes a receipt as <see cref="LedgerJson"/> does, byte for byte, for the path that every check takes: without reflection, and with what is the same for many written once.</summary>
public static class ReceiptJson
{
    /// <summary>For writers that receipts are written with.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = LedgerJson.Options.Encoder, SkipValidation = true };

    private static readonly JsonEncodedText[] Consistencies = Names<Consistency>();
    private static readonly JsonEncodedText[] Deciders = Names<DecidedBy>();
    private static readonly ConditionalWeakTable<Freshness, byte[]> Freshnesses = [];

    /// <param name="writer">With <see cref="Options"/>.</param>
    public static void Write(Utf8JsonWriter writer, Receipt receipt)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, receipt.Id);
        writer.WriteString("organisation"u8, receipt.Organisation);
        writer.WriteString("credential"u8, receipt.Credential);
        writer.WriteString("matter"u8, receipt.Matter);
        WriteOptional(writer, "businessNumber"u8, receipt.BusinessNumber);
        WriteOptional(writer, "purpose"u8, receipt.Purpose);
        WriteOptional(writer, "requestId"u8, receipt.RequestId);
        WriteOptional(writer, "subject"u8, receipt.Subject);
        WriteOptional(writer, "name"u8, receipt.Name);
        WriteOptional(writer, "masked"u8, receipt.Masked);
        writer.WriteNumber("subjectVersion"u8, receipt.SubjectVersion);
        WriteList(writer, "linked"u8, receipt.Linked);
        writer.WriteString("edition"u8, receipt.Edition);
        writer.WriteString("editionDigest"u8, receipt.EditionDigest);
        writer.WriteString("deciderVersion"u8, receipt.DeciderVersion);
        writer.WriteString("consistency"u8, Consistencies[(int)receipt.Consistency]);
        writer.WriteString("decidedBy"u8, Deciders[(int)receipt.DecidedBy]);
        writer.WriteString("decidedAt"u8, receipt.DecidedAt);
        writer.WriteString("validUntil"u8, receipt.ValidUntil);
        writer.WriteString("confirmedAt"u8, receipt.ConfirmedAt);
        writer.WriteBoolean("unconfirmed"u8, receipt.Unconfirmed);
        writer.WritePropertyName("freshness"u8);
        writer.WriteRawValue(Freshnesses.GetValue(receipt.Freshness, static fresh => JsonSerializer.SerializeToUtf8Bytes(fresh, LedgerJson.Context.Freshness)), skipInputValidation: true);
        WriteList(writer, "warnings"u8, receipt.Warnings);
        writer.WritePropertyName("ruling"u8);
        WriteRuling(writer, receipt.Ruling);
        writer.WriteEndObject();
    }

    private static void WriteRuling(Utf8JsonWriter writer, Ruling ruling)
    {
        var forms = ruling.Forms();
        if (forms.Find(RulingForm.Evidence) is { IsEmpty: false } kept)
        {
            writer.WriteRawValue(kept, skipInputValidation: true);
        }
        else if (forms.IsAskedAgain(RulingForm.Evidence))
        {
            var made = JsonSerializer.SerializeToUtf8Bytes(ruling, LedgerJson.Context.Ruling);
            forms.Keep(RulingForm.Evidence, made);
            writer.WriteRawValue(made, skipInputValidation: true);
        }
        else
        {
            JsonSerializer.Serialize(writer, ruling, LedgerJson.Context.Ruling);
        }
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteList<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<T> items)
    {
        writer.WritePropertyName(name);
        if (items.IsEmpty)
        {
            writer.WriteStartArray();
            writer.WriteEndArray();
        }
        else
        {
            JsonSerializer.Serialize(writer, items, LedgerJson.Options);
        }
    }

    private static JsonEncodedText[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(static name => JsonEncodedText.Encode(name))];
}
