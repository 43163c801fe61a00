using System.Text.Json;
using CreditGate.Domain.Intake;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>Reads each file once, however many editions share it, and gathers what is wrong with their form.</summary>
internal sealed class FileReader(Func<string, Stream?> open)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, object?> _read = [];

    public List<CatalogueFault> Faults { get; } = [];

    /// <summary>The file, or null when it cannot be used: <see cref="Faults"/> says why.</summary>
    public DataFile<T>? Read<T>(string name, Func<JsonEntry, T> read)
        where T : class
    {
        var key = $"{typeof(T).Name} {name}";
        if (!_read.TryGetValue(key, out var known))
        {
            known = ReadNew(name, read);
            _read.Add(key, known);
        }

        return (DataFile<T>?)known;
    }

    /// <exception cref="CatalogueException">Anything is wrong so far.</exception>
    public void ThrowIfFaulty()
    {
        if (Faults.Count > 0)
        {
            throw new CatalogueException([.. Faults.Distinct()]);
        }
    }

    private DataFile<T>? ReadNew<T>(string name, Func<JsonEntry, T> read)
        where T : class
    {
        var faults = new FileFaults(name, Faults);
        if (Bytes(name) is not { } bytes)
        {
            faults.Malformed(
                "file",
                new("缺少该文件。", "The file is missing."),
                new("请提供该文件，或在 editions.json 中另指文件。", "Provide it, or name another in editions.json."));
            return null;
        }

        try
        {
            using var document = WholeJson.Parse(bytes, Strict);
            if (document is null)
            {
                faults.Malformed(
                    "file",
                    new("含有不是 Unicode 的文字。", "It holds a text that is no Unicode."),
                    new("请以 UTF-8 编写，不得有半个代理对。", "Write it as UTF-8, without halves of surrogate pairs."));
                return null;
            }

            var content = JsonEntry.ReadFile(faults, document.RootElement, read);
            return content is null || faults.Unusable ? null : new DataFile<T>(name, bytes, content);
        }
        catch (JsonException malformed)
        {
            faults.Malformed("file", Unreadable(malformed), new("请改正该处。", "Mend it at that place."));
            return null;
        }
    }

    // The parser speaks English only; what it cannot place is a member that stands twice.
    private static LocalText Unreadable(JsonException malformed) => new(
        malformed is { LineNumber: { } line, BytePositionInLine: { } position }
            ? $"无法作为 JSON 读取：第 {line + 1} 行第 {position + 1} 个字节处有误。"
            : "无法作为 JSON 读取：同一对象中有重复的成员。",
        $"It cannot be read as JSON: {malformed.Message}");

    private byte[]? Bytes(string name)
    {
        using var stream = open(name);
        if (stream is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
