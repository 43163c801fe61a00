using CreditGate.Contracts.Credentials;

namespace CreditGate.Actors.Credentials;

[GenerateSerializer, Alias("creditgate.CredentialBook")]
internal sealed class CredentialBook
{
    [Id(0)]
    public List<Credential> Credentials { get; set; } = [];

    /// <summary>Counts the changes.</summary>
    [Id(1)]
    public long Version { get; set; }

    /// <summary>The evidence of the changes, each with the digest of all before it.</summary>
    [Id(2)]
    public List<CredentialChange> Changes { get; set; } = [];

    /// <summary>Tokens that were taken back and may not have come to their end.</summary>
    [Id(3)]
    public List<TokenRevocation> Tokens { get; set; } = [];

    public Credential? Find(string secretHash) => Credentials.Find(credential => credential.EndOf(secretHash) is not null);

    public int IndexOf(string id) => Credentials.FindIndex(credential => credential.Id == id);

    /// <summary>Whether somebody else could still hand out credentials.</summary>
    public bool HasOperatorBeside(Credential one, DateTimeOffset at) => Credentials.Exists(other =>
        other.SecretHash != one.SecretHash && other.Granted.HasFlag(Domain.Access.Scope.Operate) && other.IsGoodAt(at));

    public void Enter(CredentialChange change)
    {
        Changes.Add((change with { Number = Changes.Count + 1 }).Sealed(Changes.LastOrDefault()?.Digest ?? ""));
        Version++;
    }
}

/// <summary>When credentials were used last. Apart from the book, whose version moves only when a credential changes.</summary>
[GenerateSerializer, Alias("creditgate.CredentialUses")]
internal sealed class CredentialUses
{
    [Id(0)]
    public Dictionary<string, DateTimeOffset> Hours { get; set; } = [];
}
