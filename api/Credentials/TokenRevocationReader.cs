using System.Text.RegularExpressions;
using CreditGate.Api.Auth;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Credentials;

/// <summary>Reads which tokens are to be taken back, and keeps every fault.</summary>
/// <param name="issuer">Whose tokens are taken here; null when none are.</param>
internal sealed partial class TokenRevocationReader(string? issuer, DateTimeOffset now)
{
    private readonly List<FieldFault> _faults = [];

    public IReadOnlyList<FieldFault> Faults => _faults;

    /// <param name="by">Id of the credential that asks.</param>
    public TokenRevocation Read(TokenRevocationBody body, string by)
    {
        Expect(issuer is not null, "issuer", TokenFaults.NoIssuer);
        Expect(issuer is null || body.Issuer is null || body.Issuer == issuer, "issuer", TokenFaults.UnknownIssuer);
        Expect(new[] { body.Jti, body.Subject, body.Credential }.Count(static named => named is not null) == 1, "jti", TokenFaults.OneOf);
        ReadText("jti", body.Jti);
        ReadText("subject", body.Subject);
        Expect(body.Credential is null || Bearer().IsMatch(body.Credential), "credential", TokenFaults.NoBearer);
        Expect(body.IssuedBefore is null || body.Jti is null, "issuedBefore", TokenFaults.OfABearer);
        Expect(body.IssuedBefore is null || body.IssuedBefore <= now, "issuedBefore", TokenFaults.InFuture);
        Expect(body.ExpiresAt is null || body.ExpiresAt > now, "expiresAt", CredentialFaults.EndInPast);
        Expect(body.Reason is not { Length: > NewCredentialBody.LongestNote }, "reason", CredentialFaults.TooLong);
        Expect(body.Reason?.Contains('\0', StringComparison.Ordinal) is not true, "reason", CredentialFaults.HoldsNul);
        var id = body.Jti is { } jti ? RevokedTokens.IdOf(issuer ?? "", jti) : body.Credential ?? RevokedTokens.BearerOf(issuer ?? "", body.Subject ?? "");
        return new TokenRevocation(id, body.Jti is null ? body.IssuedBefore ?? now : null, body.ExpiresAt, PersonalText.MaskIds(body.Reason), by, now);
    }

    private void ReadText(string field, string? text)
    {
        Expect(text is null || !string.IsNullOrWhiteSpace(text), field, TokenFaults.Empty);
        Expect(text is not { Length: > TokenRevocationBody.Longest }, field, TokenFaults.TooLong);
    }

    private void Expect(bool holds, string field, Fault fault)
    {
        if (!holds)
        {
            _faults.Add(new FieldFault(field, fault));
        }
    }

    [GeneratedRegex("^oidc-[0-9a-f]{32}$")]
    private static partial Regex Bearer();
}

/// <summary>Why tokens are not taken back.</summary>
internal static class TokenFaults
{
    public static readonly Fault NoIssuer = new("no-issuer", new(
        "本节点未配置令牌签发方（--oidc），没有可吊销的令牌。", "This node takes no tokens (--oidc): there is none to take back."));

    public static readonly Fault UnknownIssuer = new("unknown-issuer", new(
        "不是本平台所接受的签发方；可不填，即 --oidc 所配置的签发方。", "Not the issuer whose tokens are taken here: leave it out for the one that --oidc names."));

    public static readonly Fault OneOf = new("one-of", new(
        "jti、subject、credential 须填且只填一项。", "State one of jti, subject and credential."));

    public static readonly Fault NoBearer = new("not-a-bearer", new(
        "须为凭证或日志中的令牌持有人编号，形如 oidc- 加32位十六进制数。", "Must be what receipts and logs call a bearer: oidc- and 32 hexadecimal digits."));

    public static readonly Fault OfABearer = new("of-a-bearer", new(
        "只用于按持有人吊销；按 jti 吊销的是单个令牌，请删去。", "Only with subject or credential: a jti names one token. Leave it out."));

    public static readonly Fault InFuture = new("date-in-future", new("不得晚于当前时间。", "Must not lie in the future."));

    public static readonly Fault Empty = new("missing", new("不得为空。", "Must not be empty."));

    public static readonly Fault TooLong = new("too-long", new(
        $"超过{TokenRevocationBody.Longest}个字符。", $"Longer than {TokenRevocationBody.Longest} characters."));
}
