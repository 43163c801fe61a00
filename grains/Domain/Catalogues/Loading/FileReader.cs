using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>Reads each file once, however many editions share it, and gathers what is wrong with their form.</summary>
internal sealed class FileReader(Func<string, Stream?> open)
{
    private readonly Dictionary<(string Name, Type Type), object?> _read = [];

    public List<CatalogueFault> Faults { get; } = [];

    /// <summary>The file, or null when <see cref="Faults"/> says why not.</summary>
    public DataFile<T>? Read<T>(string name, JsonTypeInfo<T> type)
        where T : class
    {
        if (!_read.TryGetValue((name, typeof(T)), out var known))
        {
            known = ReadNew(name, type);
            _read.Add((name, typeof(T)), known);
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

    private DataFile<T>? ReadNew<T>(string name, JsonTypeInfo<T> type)
        where T : class
    {
        if (Bytes(name) is not { } bytes)
        {
            Faults.Add(new CatalogueFault(name, "file", "The file is missing.", "Provide it, or name another in editions.json."));
            return null;
        }

        try
        {
            var content = JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("The file says null.");
            Faults.AddRange(BlankTexts.In(name, bytes));
            return new DataFile<T>(name, bytes, content);
        }
        catch (JsonException malformed)
        {
            Faults.Add(new CatalogueFault(name, JsonEntry.At(bytes, malformed.Path), malformed.Message, "Mend the file's form; see Catalogues/Loading for its members."));
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
