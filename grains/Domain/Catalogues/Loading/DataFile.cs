namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>A file of the catalogue: its name, for messages, its bytes, for the digest, and what it says.</summary>
internal sealed record DataFile<T>(string Name, ReadOnlyMemory<byte> Bytes, T Content)
{
    public CatalogueFault Fault(string entry, string problem, string fix) => new(Name, entry, problem, fix);
}
