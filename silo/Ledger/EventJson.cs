using System.Buffers;
using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Ledger;

/// <summary>The JSON of events. That of a pushed record is put in as it is: a record is serialised once for both tables that keep it.</summary>
internal static class EventJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = LedgerJson.Options.Encoder, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    /// <param name="position">Of the event, for who is told that it cannot be read.</param>
    public static SubjectEvent Read(ReadOnlySpan<byte> payload, long position) => RemovedContent.Is(payload)
        ? ContentRemoved.Instance
        : JsonSerializer.Deserialize(payload, LedgerJson.Context.SubjectEvent) ?? throw new InvalidDataException($"Event {position} is empty.");

    public static byte[] Of(SubjectEvent added) => JsonSerializer.SerializeToUtf8Bytes(added, LedgerJson.Context.SubjectEvent);

    /// <summary>The same bytes as <see cref="Of(SubjectEvent)"/>.</summary>
    /// <param name="record">JSON of the record that was pushed.</param>
    public static byte[] Of(RecordPushed pushed, byte[] record)
    {
        var bytes = _bytes ??= new ArrayBufferWriter<byte>();
        var json = _json ??= new Utf8JsonWriter(bytes, Options);
        bytes.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("event"u8, nameof(RecordPushed));
        json.WritePropertyName("record"u8);
        json.WriteRawValue(record, skipInputValidation: true);
        json.WriteString("at"u8, pushed.At);
        json.WriteString("actor"u8, pushed.Actor);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
