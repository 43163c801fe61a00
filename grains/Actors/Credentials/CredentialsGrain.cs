using CreditGate.Actors.Nodes;
using CreditGate.Contracts.Credentials;

namespace CreditGate.Actors.Credentials;

[GrainType("credentials")]
internal sealed class CredentialsGrain([PersistentState("credentials", StorageProviders.Ordinary)] IPersistentState<CredentialBook> book, Notices notices)
    : Grain, ICredentialsGrain
{
    public ValueTask<Credential?> Find(string secretHash) => new(book.State.Credentials.Find(credential => credential.SecretHash == secretHash));

    public async ValueTask<Credential> Add(Credential credential)
    {
        if (await Find(credential.SecretHash) is { } known)
        {
            return known;
        }

        book.State.Credentials.Add(credential);
        book.State.Version++;
        try
        {
            await book.WriteStateAsync();
        }
        catch
        {
            // Memory must not know a credential that storage may not have.
            DeactivateOnIdle();
            throw;
        }

        notices.Tell(Notice.Credentials);
        return credential;
    }

    public ValueTask<Credential[]> List() => new(book.State.Credentials.ToArray());

    public ValueTask<CredentialList?> Since(long version) =>
        new(book.State.Version == version ? null : new CredentialList(book.State.Version, [.. book.State.Credentials]));
}

[GenerateSerializer, Alias("creditgate.CredentialBook")]
internal sealed class CredentialBook
{
    [Id(0)]
    public List<Credential> Credentials { get; set; } = [];

    /// <summary>Counts the changes.</summary>
    [Id(1)]
    public long Version { get; set; }
}
