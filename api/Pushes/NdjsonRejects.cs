using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Domain;

namespace CreditGate.Api.Pushes;

/// <param name="Sent">The row, when it is no JSON object that the faults could stand in.</param>
internal sealed record Rejection(int Line, ImmutableArray<FaultBody> Faults, string? Sent);

/// <summary>Rejected rows of an NDJSON file: as they were sent, with a member in front that says why. Corrected, the file can be pushed as it is.</summary>
internal static class NdjsonRejects
{
    private const string Member = "_rejected";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    public static async Task Write(IAsyncEnumerable<RejectedRow> rows, Stream output, Language language, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, Readable);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            Write(json, row, language);
            await json.FlushAsync(cancellation);
            json.Reset();
            buffer.Write("\n"u8);
            await output.WriteAsync(buffer.WrittenMemory, cancellation);
            buffer.ResetWrittenCount();
        }
    }

    private static void Write(Utf8JsonWriter json, RejectedRow row, Language language)
    {
        using var sent = Parsed(row.Sent.Text);
        json.WriteStartObject();
        json.WritePropertyName(Member);
        JsonSerializer.Serialize(json, new Rejection(row.Sent.Line, FaultBody.From(row.Faults, language), sent is null ? row.Sent.Text : null), ApiJson.Options);
        foreach (var member in sent?.RootElement.EnumerateObject() ?? default)
        {
            if (!member.NameEquals(Member))     // it was rejected before
            {
                json.WritePropertyName(member.Name);
                json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Null when the row is no object, or has a name that is no text.</summary>
    private static JsonDocument? Parsed(string row)
    {
        try
        {
            var parsed = JsonDocument.Parse(row);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object)
            {
                _ = parsed.RootElement.EnumerateObject().Select(static member => member.Name).ToArray();
                return parsed;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // It goes back as the text that it is.
        }

        return null;
    }
}
