using CreditGate.Actors.Nodes;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Credentials;

[GrainType("credentials")]
internal sealed partial class CredentialsGrain(
    [PersistentState("credentials", StorageProviders.Ordinary)] IPersistentState<CredentialBook> book,
    [PersistentState("credential-uses", StorageProviders.Ordinary)] IPersistentState<CredentialUses> uses,
    Notices notices,
    IAccessLedger evidence,
    ILogger<CredentialsGrain> logger)
    : Grain, ICredentialsGrain
{
    /// <summary>How soon a change is in the ledger, and how often that is tried while the ledger is lost.</summary>
    private static readonly TimeSpan DeclarePeriod = TimeSpan.FromSeconds(1);

    private readonly ILogger<CredentialsGrain> _logger = logger;
    private readonly CredentialDeclarations _declarations = new(evidence, logger);
    private int _kept;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _kept = book.State.Changes.Count;
        // Beside the turns: nobody waits for the ledger to have a key looked up.
        this.RegisterGrainTimer(turn => _declarations.Declare(book.State.Changes, _kept, turn), new GrainTimerCreationOptions(TimeSpan.Zero, DeclarePeriod) { Interleave = true, KeepAlive = true });
        return base.OnActivateAsync(cancellationToken);
    }

    public ValueTask<Credential?> Find(string secretHash) => new(book.State.Find(secretHash));

    public ValueTask<Credential> Add(Credential credential) => Create(credential, credential.Note ?? credential.Id);

    public async ValueTask<Credential> Create(Credential credential, string by)
    {
        if (book.State.Credentials.Find(known => known.SecretHash == credential.SecretHash || Array.Exists(known.Retiring, key => key.SecretHash == credential.SecretHash)) is { } known)
        {
            return known;
        }

        // Nodes of a cluster each bring a first key of their own.
        var named = book.State.IndexOf(credential.Id) < 0 ? credential : credential with { Id = $"{credential.Id}-{credential.SecretHash[..8]}" };
        book.State.Credentials.Add(named);
        await Keep(Change(named, CredentialChangeKind.Created, by, named.CreatedAt) with { Reason = named.Note });
        return named;
    }

    public async ValueTask<CredentialReply> Rotate(KeyRotation rotation)
    {
        if (book.State.IndexOf(rotation.Id) is >= 0 and var index && book.State.Credentials[index] is var known)
        {
            var end = rotation.ExpiresAt ?? known.ExpiresAt;
            if (known.RevokedAt is not null || end <= rotation.At)
            {
                return new(known, known.RevokedAt is null ? CredentialRefusal.Expired : CredentialRefusal.Revoked);
            }

            var former = new RetiringKey(known.SecretHash, known.Prefix, rotation.FormerUntil);
            var rotated = known with
            {
                SecretHash = rotation.SecretHash,
                Prefix = rotation.Prefix,
                ExpiresAt = end,
                Retiring = [.. known.Retiring.Append(former).Where(key => key.Until > rotation.At)],
            };
            book.State.Credentials[index] = rotated;
            await Keep(Change(rotated, CredentialChangeKind.Rotated, rotation.By, rotation.At) with { FormerUntil = rotation.FormerUntil });
            return new(rotated, CredentialRefusal.None);
        }

        return new(null, CredentialRefusal.Unknown);
    }

    public async ValueTask<CredentialReply> Revoke(Revocation revocation)
    {
        if (book.State.IndexOf(revocation.Id) is >= 0 and var index && book.State.Credentials[index] is var known)
        {
            if (known.RevokedAt is not null)
            {
                return new(known, CredentialRefusal.None);
            }

            if (known.Granted.HasFlag(Scope.Operate) && !book.State.HasOperatorBeside(known, revocation.At))
            {
                return new(known, CredentialRefusal.LastOperator);
            }

            var revoked = known with { RevokedAt = revocation.At };
            book.State.Credentials[index] = revoked;
            await Keep(Change(revoked, CredentialChangeKind.Revoked, revocation.By, revocation.At) with { Reason = revocation.Reason });
            return new(revoked, CredentialRefusal.None);
        }

        return new(null, CredentialRefusal.Unknown);
    }

    public async ValueTask<TokenRevocation> RevokeTokens(TokenRevocation revocation)
    {
        var index = book.State.Tokens.FindIndex(known => known.Id == revocation.Id);
        var now = index < 0 ? revocation : book.State.Tokens[index].With(revocation);
        if (index >= 0 && ReferenceEquals(now, book.State.Tokens[index]))
        {
            return now;
        }

        book.State.Tokens.RemoveAll(known => known.Id == revocation.Id || known.Until <= revocation.At);
        book.State.Tokens.Add(now);
        await Keep(new CredentialChange
        {
            Number = 0,
            At = now.At,
            By = now.By,
            Credential = now.Id,
            Kind = now.IssuedBefore is null ? CredentialChangeKind.TokenRevoked : CredentialChangeKind.BearerRevoked,
            Organisation = Department.PlatformOperator,      // whose bearer it was, only the issuer can say
            Reason = now.Reason,
            ExpiresAt = now.Until,
            IssuedBefore = now.IssuedBefore,
        });
        return now;
    }

    public ValueTask<Credential[]> List() => new(book.State.Credentials.ToArray());

    public ValueTask<CredentialList?> Since(long version) =>
        new(book.State.Version == version ? null : new CredentialList(book.State.Version, [.. book.State.Credentials]) { Tokens = [.. book.State.Tokens] });

    public ValueTask<CredentialChange[]> Changes(long after, int limit, string? credential) =>
        new(book.State.Changes.Where(change => change.Number > after && (credential is null || change.Credential == credential)).Take(limit).ToArray());

    public ValueTask<CredentialUse[]> Uses() => new(uses.State.Hours.Select(static use => new CredentialUse(use.Key, use.Value)).ToArray());

    public async ValueTask Note(CredentialUse[] used)
    {
        var news = used.Where(use => !uses.State.Hours.TryGetValue(use.Id, out var known) || known < use.Hour).ToArray();
        if (news.Length > 0)
        {
            Array.ForEach(news, use => uses.State.Hours[use.Id] = use.Hour);
            await uses.WriteStateAsync();
        }
    }

    private static CredentialChange Change(Credential credential, CredentialChangeKind kind, string by, DateTimeOffset at) => new()
    {
        Number = 0,
        At = at,
        By = by,
        Credential = credential.Id,
        Kind = kind,
        Organisation = credential.Organisation,
        Prefix = credential.Prefix,
        Scopes = credential.Granted,
        Limits = credential.Reach,
        ExpiresAt = credential.ExpiresAt,
    };

    /// <summary>The change and its evidence are one write.</summary>
    private async ValueTask Keep(CredentialChange change)
    {
        book.State.Enter(change);
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

        _kept = book.State.Changes.Count;
        notices.Tell(Notice.Credentials);
        LogChanged(change.Credential, change.Prefix, change.Kind, change.By);
    }

    [LoggerMessage(1421, LogLevel.Information, "Credential {Credential} ({Prefix}): {Change} by {By}")]
    private partial void LogChanged(string credential, string? prefix, CredentialChangeKind change, string by);
}
