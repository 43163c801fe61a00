namespace CreditGate.Contracts.Credentials;

/// <summary>One token of an issuer, or all tokens that a bearer was given before an instant: no node takes them any more.</summary>
/// <param name="Id">Of a token, <c>jti-</c> and 32 digits of a SHA-256 over issuer and jti; of a bearer, the credential that receipts and logs name, <c>oidc-</c> and 32 digits.</param>
/// <param name="IssuedBefore">Of a bearer: tokens issued at or after this are taken. Null for a single token.</param>
/// <param name="Until">When the tokens have come to their end and this may be forgotten; null when that is not known.</param>
[GenerateSerializer, Immutable, Alias("creditgate.TokenRevocation")]
public sealed record TokenRevocation(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTimeOffset? IssuedBefore,
    [property: Id(2)] DateTimeOffset? Until,
    [property: Id(3)] string? Reason,
    [property: Id(4)] string By,
    [property: Id(5)] DateTimeOffset At)
{
    /// <summary>What two revocations of the same tokens come to; this one where it says all that the other does.</summary>
    public TokenRevocation With(TokenRevocation later)
    {
        var (before, until) = (IssuedBefore > later.IssuedBefore ? IssuedBefore : later.IssuedBefore, Until is null || later.Until is null ? null : Until > later.Until ? Until : later.Until);
        return (before, until) == (IssuedBefore, Until) ? this : later with { IssuedBefore = before, Until = until };
    }
}
