using System.Runtime.CompilerServices;
using System.Text.Json;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using CreditGate.Domain.Intake;

namespace CreditGate.Silo.Tests.Pushes;

/// <summary>A row of JSON a line; a line that is none has one fault.</summary>
internal sealed class LineFiles : IRowFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static byte[] Write(IEnumerable<RecordRow> rows)
    {
        using var file = new MemoryStream();
        foreach (var row in rows)
        {
            JsonSerializer.Serialize(file, row, Json);
            file.WriteByte((byte)'\n');
        }

        return file.ToArray();
    }

    public Task<FileExamination> Examine(Func<Stream> open, DeclaredFile declared, CancellationToken cancellation = default) => throw new NotSupportedException();

    public async IAsyncEnumerable<FileRow> Read(
        Stream upload, FileFacts facts, string? list, int afterLine, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var reader = new StreamReader(upload);
        for (var line = 1; await reader.ReadLineAsync(cancellation) is { } text; line++)
        {
            if (line > afterLine)
            {
                yield return RowOf(line, text);
            }
        }
    }

    public IAsyncEnumerable<SentRow> Sent(Stream upload, FileFacts facts, CancellationToken cancellation = default) => throw new NotSupportedException();

    private static FileRow RowOf(int line, string text)
    {
        try
        {
            return new FileRow(line, JsonSerializer.Deserialize<RecordRow>(text, Json), []);
        }
        catch (JsonException)
        {
            return new FileRow(line, null, [new FieldFault("", new Fault("not-json", new LocalText("不是 JSON。", "Not JSON.")))]);
        }
    }
}
