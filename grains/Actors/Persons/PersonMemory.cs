using System.Buffers.Binary;
using System.Collections.Concurrent;
using CreditGate.Actors.Ledger;

namespace CreditGate.Actors.Persons;

/// <summary>Persons found lately, by their tag, so that those in memory are found without the ledger. What is in the index never changes while a process runs.</summary>
/// <remarks>Two generations of bounded size: what was not asked for during a whole one is forgotten.</remarks>
internal sealed class PersonMemory
{
    private const int MostOfAGeneration = 50_000;

    private ConcurrentDictionary<UInt128, IndexedPerson> _young = new();
    private ConcurrentDictionary<UInt128, IndexedPerson> _old = new();

    public IndexedPerson? Find(byte[] tag)
    {
        var slot = Slot(tag);
        return Volatile.Read(ref _young).TryGetValue(slot, out var young) ? young
            : Volatile.Read(ref _old).TryGetValue(slot, out var old) ? Keep(slot, old)
            : null;
    }

    public void Keep(byte[] tag, IndexedPerson person) => Keep(Slot(tag), person);

    private IndexedPerson Keep(UInt128 slot, IndexedPerson person)
    {
        var young = Volatile.Read(ref _young);
        if (young.Count >= MostOfAGeneration && Interlocked.CompareExchange(ref _young, new(), young) == young)
        {
            Volatile.Write(ref _old, young);
        }

        Volatile.Read(ref _young)[slot] = person;
        return person;
    }

    // Half of a keyed tag tells persons apart; the name's tag is held against the claim besides.
    private static UInt128 Slot(byte[] tag) => BinaryPrimitives.ReadUInt128LittleEndian(tag);
}
