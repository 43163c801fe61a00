using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;

namespace CreditGate.Api.Checks;

/// <summary>Writes an answer as the serializer writes a <see cref="CheckResponse"/>, byte for byte; what is the same for many answers is written once and kept.</summary>
internal sealed class AnswerWriter(CheckText text)
{
    // Freshness lives as long as no source speaks, and is shared by all answers of a matter.
    private readonly ConditionalWeakTable<Freshness, byte[]>[] _staleSources = [[], []];

    /// <returns>Valid until this thread writes again.</returns>
    public ReadOnlySpan<byte> Write(Receipt receipt, Language language) =>
        JsonScratch.Answer((Writer: this, Receipt: receipt, Language: language), static (json, what) => what.Writer.Write(json, what.Receipt, what.Language));

    private void Write(Utf8JsonWriter json, Receipt receipt, Language language)
    {
        if (!receipt.Linked.IsEmpty || !receipt.Warnings.IsEmpty || text.IsVeiled(receipt) || text.IsOfItsOwn(receipt))
        {
            JsonSerializer.Serialize(json, text.Of(receipt, language), ApiJson.Options);
            return;
        }

        json.WriteStartObject();
        json.WriteString("receipt"u8, receipt.Id);
        json.WriteString("outcome"u8, JsonNames<Outcome>.Of(receipt.Ruling.Outcome));
        WriteInstant(json, "decidedAt"u8, receipt.DecidedAt);
        WriteInstant(json, "validUntil"u8, receipt.ValidUntil);
        WriteSubject(json, receipt);
        json.WritePropertyName("matter"u8);
        WriteRuling(json, receipt, language);
        json.WriteStartArray("linked"u8);
        json.WriteEndArray();
        json.WriteString("edition"u8, receipt.Edition);
        if (receipt.Freshness.DataAsOf is { } asOf)
        {
            WriteInstant(json, "dataAsOf"u8, asOf);
        }

        json.WritePropertyName("staleSources"u8);
        json.WriteRawValue(StaleSources(receipt, language), skipInputValidation: true);
        json.WriteStartArray("warnings"u8);
        json.WriteEndArray();
        WriteInstant(json, "confirmedAt"u8, receipt.ConfirmedAt);
        json.WriteBoolean("unconfirmed"u8, receipt.Unconfirmed);
        json.WriteString("decidedBy"u8, JsonNames<DecidedBy>.Of(receipt.DecidedBy));
        json.WriteEndObject();
    }

    private static void WriteSubject(Utf8JsonWriter json, Receipt receipt)
    {
        json.WriteStartObject("subject"u8);
        WriteOptional(json, "key"u8, receipt.Subject);
        WriteOptional(json, "name"u8, receipt.Name);
        WriteOptional(json, "masked"u8, receipt.Masked);
        json.WriteEndObject();

        Span<byte> token = stackalloc byte[24];
        token[0] = (byte)'v';
        receipt.SubjectVersion.TryFormat(token[1..], out var digits);
        json.WriteString("token"u8, token[..(digits + 1)]);
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteInstant(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset instant) =>
        json.WriteString(name, instant.ToOffset(LegalTime.ChinaStandardTime));

    /// <summary>From the matter's object to what stands before the linked persons: members that follow from ruling, edition and language, whoever asks.</summary>
    private void WriteRuling(Utf8JsonWriter json, Receipt receipt, Language language)
    {
        var forms = receipt.Ruling.Forms();
        var form = language == Language.En ? RulingForm.En : RulingForm.Zh;
        if (forms.Find(form) is { IsEmpty: false } kept)
        {
            json.WriteRawValue(kept, skipInputValidation: true);
            return;
        }

        json.Flush();
        var start = JsonScratch.Written.Length;
        text.WriteRuling(json, receipt, language);
        if (forms.IsAskedAgain(form))
        {
            json.Flush();
            forms.Keep(form, JsonScratch.Written[start..].ToArray());
        }
    }

    private byte[] StaleSources(Receipt receipt, Language language)
    {
        var kept = _staleSources[(int)language];
        if (!kept.TryGetValue(receipt.Freshness, out var written))
        {
            written = JsonSerializer.SerializeToUtf8Bytes(text.StaleSources(receipt, language), ApiJson.Options);
            kept.AddOrUpdate(receipt.Freshness, written);
        }

        return written;
    }
}
