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
            faults.Malformed("file", "The file is missing.", "Provide it, or name another in editions.json.");
            return null;
        }

        try
        {
            using var document = WholeJson.Parse(bytes, Strict);
            if (document is null)
            {
                faults.Malformed("file", "It holds a text that is no Unicode.", "Write it as UTF-8, without halves of surrogate pairs.");
                return null;
            }

            var content = JsonEntry.ReadFile(faults, document.RootElement, read);
            return content is null || faults.Unusable ? null : new DataFile<T>(name, bytes, content);
        }
        catch (JsonException malformed)
        {
            faults.Malformed("file", $"It cannot be read: {malformed.Message}", "Mend it at that place.");
            return null;
        }
    }

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
