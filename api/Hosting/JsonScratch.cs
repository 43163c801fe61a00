using System.Buffers;
using System.Text.Json;
using CreditGate.Domain.Evidence;

namespace CreditGate.Api.Hosting;

/// <summary>JSON writers with their buffer, one a thread, so that writing allocates nothing. What was written is to be copied before the thread writes again.</summary>
internal static class JsonScratch
{
    private const int Usual = 8_192;

    private static readonly JsonWriterOptions AnswerOptions = new() { Encoder = ApiJson.Options.Encoder, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? _answers;

    [ThreadStatic]
    private static Utf8JsonWriter? _evidence;

    private static ArrayBufferWriter<byte> Bytes => _bytes ??= new(Usual);

    /// <summary>What this thread has written and flushed so far.</summary>
    public static ReadOnlySpan<byte> Written => Bytes.WrittenSpan;

    /// <summary>Bytes as the API writes them. Valid until this thread's next use.</summary>
    public static ReadOnlySpan<byte> Answer<T>(T argument, Action<Utf8JsonWriter, T> write) => With(_answers ??= new(Bytes, AnswerOptions), argument, write);

    /// <summary>Bytes as the ledger keeps them. Valid until this thread's next use.</summary>
    public static ReadOnlySpan<byte> Evidence<T>(T argument, Action<Utf8JsonWriter, T> write) => With(_evidence ??= new(Bytes, ReceiptJson.Options), argument, write);

    private static ReadOnlySpan<byte> With<T>(Utf8JsonWriter writer, T argument, Action<Utf8JsonWriter, T> write)
    {
        Bytes.ResetWrittenCount();
        writer.Reset();
        write(writer, argument);
        writer.Flush();
        return Written;
    }
}
