namespace CreditGate.Actors.Ledger;

/// <summary>The only place that knows tags: from the keyed tag of an ID number to a person's random id.</summary>
public interface IPersonIndex
{
    /// <exception cref="NewerPersonSecretException">Not found, and another node has added a secret: the tag may be an old one.</exception>
    ValueTask<IndexedPerson?> Find(int tagVersion, byte[] tag, CancellationToken cancellation = default);

    /// <summary>The person with this tag, entered now if new. Two racing calls get the same person.</summary>
    Task<IndexedPerson> FindOrAdd(int tagVersion, byte[] tag, IndexedPerson candidate);

    /// <summary>As <see cref="Find"/>, under a secret that is known not to be the newest.</summary>
    ValueTask<IndexedPerson?> FindOlder(int tagVersion, byte[] tag, CancellationToken cancellation = default);

    /// <summary>Whether somebody still stands under an older secret. Once false, always: nobody is entered under one any more.</summary>
    ValueTask<bool> HasOlder(int tagVersion, CancellationToken cancellation = default);

    /// <summary>As <see cref="FindOrAdd"/> for many, in the order asked for; the new ones are entered in one transaction.</summary>
    Task<IReadOnlyList<IndexedPerson>> FindOrAddMany(int tagVersion, IReadOnlyList<TaggedPerson> candidates);

    /// <summary>Re-tags every person from one secret version to the next in one transaction; identities stay. Returns how many.</summary>
    /// <param name="retag">From an old (tag, name tag) to the new one.</param>
    Task<int> Retag(int fromVersion, int toVersion, Func<byte[], byte[]> retag);
}

/// <param name="Id">Random id, from which the subject key is made.</param>
/// <param name="NameTag">Keyed tag of the normalised name, under the same secret version as the number's tag.</param>
/// <param name="MaskedName">For display: the family name and asterisks.</param>
public sealed record IndexedPerson(Guid Id, byte[] NameTag, string MaskedName);

/// <summary>Another node has begun to use a person secret that this one lacks: whom this node does not find may be there.</summary>
public sealed class NewerPersonSecretException() : LedgerUnavailableException(
    "Another node has added a person secret that this one lacks. Copy person-secrets.json from its keys directory.",
    new InvalidOperationException("The person secrets of this node are old."));

/// <param name="Tag">Keyed tag of the ID number.</param>
/// <param name="Candidate">Entered when nobody has this tag.</param>
public readonly record struct TaggedPerson(byte[] Tag, IndexedPerson Candidate);
