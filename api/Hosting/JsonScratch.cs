using System.Buffers;
using System.Text.Json;
using CreditGate.Domain.Evidence;

namespace CreditGate.Api.Hosting;

/// <summary>JSON writers with their buffer, one a thread, so that writing allocates nothing. What was written is to be copied before the thread writes again.</summary>
internal sealed class JsonScratch
{
    private const int Usual = 8_192;

    [ThreadStatic]
    private static JsonScratch? _ofThisThread;

    private readonly ArrayBufferWriter<byte> _bytes = new(Usual);
    private readonly Utf8JsonWriter _answers;
    private readonly Utf8JsonWriter _evidence;

    private JsonScratch()
    {
        _answers = new(_bytes, AnswerOptions);
        _evidence = new(_bytes, ReceiptJson.Options);
    }

    /// <summary>As the API writes.</summary>
    public static JsonWriterOptions AnswerOptions { get; } = new() { Encoder = ApiJson.Options.Encoder, SkipValidation = true };

    /// <summary>The bytes of a value in an answer. Valid until this thread's next use.</summary>
    public static ReadOnlySpan<byte> Answer<T>(T argument, Action<Utf8JsonWriter, T> write)
        where T : allows ref struct
    {
        var scratch = _ofThisThread ??= new JsonScratch();
        return scratch.Write(scratch._answers, argument, write);
    }

    /// <summary>The bytes of a value in the ledger. Valid until this thread's next use.</summary>
    public static ReadOnlySpan<byte> Evidence<T>(T argument, Action<Utf8JsonWriter, T> write)
        where T : allows ref struct
    {
        var scratch = _ofThisThread ??= new JsonScratch();
        return scratch.Write(scratch._evidence, argument, write);
    }

    private ReadOnlySpan<byte> Write<T>(Utf8JsonWriter writer, T argument, Action<Utf8JsonWriter, T> write)
        where T : allows ref struct
    {
        _bytes.ResetWrittenCount();
        writer.Reset();
        write(writer, argument);
        writer.Flush();
        return _bytes.WrittenSpan;
    }
}
