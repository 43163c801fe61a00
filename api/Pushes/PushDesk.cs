using CreditGate.Actors.Pushes;
using CreditGate.Api.Auth;
using CreditGate.Domain;

namespace CreditGate.Api.Pushes;

/// <summary>Who may see which jobs: an organisation its own, whoever sees others' what is within its limits.</summary>
internal sealed class PushDesk(IPushLedger ledger, PushPace pace, PlatformClock clock)
{
    /// <summary>Null when there is none that the caller may know of.</summary>
    public async ValueTask<KeptPush?> Find(Guid id, HttpContext context) =>
        await ledger.Find(id, context.RequestAborted) is { } push && Caller.Of(context).MaySee(push.Job.Organisation) ? push : null;

    public bool IsExpired(KeptPush push) => push.Job.ExpiresAt <= clock.GetUtcNow();

    public PushBody BodyOf(KeptPush push, Language language) => PushBody.From(push, pace.Of(push), language);
}
