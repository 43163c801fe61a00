using System.Runtime.CompilerServices;
using System.Text;
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
    private static readonly JsonEncodedText[] Outcomes = Names<Outcome>();
    private static readonly JsonEncodedText[] Deciders = Names<DecidedBy>();

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
        json.WriteString("outcome"u8, Outcomes[(int)receipt.Ruling.Outcome]);
        WriteInstant(json, "decidedAt"u8, receipt.DecidedAt);
        WriteInstant(json, "validUntil"u8, receipt.ValidUntil);
        WriteSubject(json, receipt);
        json.WritePropertyName("matter"u8);
        json.WriteRawValue(FromTheRuling(receipt, language), skipInputValidation: true);
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
        json.WriteString("decidedBy"u8, Deciders[(int)receipt.DecidedBy]);
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
    private ReadOnlySpan<byte> FromTheRuling(Receipt receipt, Language language) => receipt.Ruling.Forms().Of(
        language == Language.En ? RulingForm.En : RulingForm.Zh,
        (Writer: this, Receipt: receipt, Language: language),
        static made => Members(made.Writer.Whole(made.Receipt, made.Language), "matter"u8, "linked"u8));

    private byte[] StaleSources(Receipt receipt, Language language)
    {
        var kept = _staleSources[(int)language];
        if (!kept.TryGetValue(receipt.Freshness, out var written))
        {
            written = Members(Whole(receipt, language), "staleSources"u8, "warnings"u8);
            kept.AddOrUpdate(receipt.Freshness, written);
        }

        return written;
    }

    private byte[] Whole(Receipt receipt, Language language) => JsonSerializer.SerializeToUtf8Bytes(text.Of(receipt, language), ApiJson.Options);

    /// <summary>From the value of one member of an object to the comma before another.</summary>
    private static byte[] Members(byte[] json, ReadOnlySpan<byte> first, ReadOnlySpan<byte> next)
    {
        var reader = new Utf8JsonReader(json);
        var (from, to) = (-1L, -1L);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(next))
            {
                return json[(int)from..(int)to];
            }

            var isFirst = reader.ValueTextEquals(first);
            reader.Read();
            from = isFirst ? reader.TokenStartIndex : from;
            reader.Skip();
            to = reader.BytesConsumed;
        }

        throw new InvalidOperationException($"An answer without {Encoding.UTF8.GetString(next)}.");
    }

    private static JsonEncodedText[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(static name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)))];
}
