namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>A file of the catalogue: its name, for messages, its bytes, for the digest, and what it says. Each file is read once, so equality is identity.</summary>
internal sealed class DataFile<T>(string name, ReadOnlyMemory<byte> bytes, T content)
{
    public string Name { get; } = name;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public T Content { get; } = content;

    public CatalogueFault Fault(string entry, LocalText problem, LocalText fix) => new(Name, entry, problem, fix);
}
