using CreditGate.Actors.Pushes;
using CreditGate.Api.Auth;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain;

namespace CreditGate.Api.Pushes;

/// <summary>Who may see which jobs: an organisation its own, the operator all.</summary>
internal sealed class PushDesk(IPushLedger ledger, PushPace pace, PlatformClock clock)
{
    /// <summary>Null when there is none that the caller may know of.</summary>
    public async ValueTask<KeptPush?> Find(Guid id, HttpContext context) =>
        await ledger.Find(id, context.RequestAborted) is { } push && MaySee(push.Job.Organisation, context) ? push : null;

    public static bool MaySee(string organisation, HttpContext context) => Caller.Of(context).Organisation == organisation || IsOperator(context);

    public static bool IsOperator(HttpContext context) => context.User.IsInRole(nameof(CredentialRole.Operator));

    public bool IsExpired(KeptPush push) => push.Job.ExpiresAt <= clock.GetUtcNow();

    public PushBody BodyOf(KeptPush push, Language language) => PushBody.From(push, pace.Of(push), language);
}
