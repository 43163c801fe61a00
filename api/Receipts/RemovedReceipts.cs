using CreditGate.Actors.Ledger;
using CreditGate.Actors.Retention;
using CreditGate.Api.Auth;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;

namespace CreditGate.Api.Receipts;

/// <summary>Why, when and by which act content was removed.</summary>
/// <param name="Act">Id of the act; an operator or auditor finds it among the removals.</param>
internal sealed record RemovalBody(Guid Act, RemovalGround Ground, DateTimeOffset At)
{
    public static RemovalBody? Of(RetentionAct? act) =>
        act is { Ground: { } ground } ? new RemovalBody(act.Id, ground, act.At.ToOffset(LegalTime.ChinaStandardTime)) : null;
}

/// <summary>What is still known of a receipt whose content is gone: whose it was, and the act that removed it.</summary>
internal sealed class RemovedReceipts(IRetentionLedger ledger, IGrainFactory grains)
{
    public async ValueTask<RemovalBody?> Removal(StoredReceipt stored, CancellationToken cancellation) => RemovalBody.Of(await ledger.RemovalOf(stored.ToRow().Entry, cancellation));

    /// <summary>The organisation was part of the content; its credential was not. A token of an issuer is known by itself alone, and to those whom no limit binds.</summary>
    public async ValueTask<bool> MaySee(Caller caller, StoredReceipt stored)
    {
        var isWithin = SubjectKey.TryParse(stored.Subject, out var key) ? caller.Limits.Allows(key) : caller.Limits.Allows(SubjectKinds.Person);
        if (!isWithin || stored.Credential == caller.Credential)
        {
            return isWithin;
        }

        var asked = Array.Find(await grains.GetGrain<ICredentialsGrain>(ICredentialsGrain.Key).List(), credential => credential.Id == stored.Credential);
        return asked is not null ? caller.MaySee(asked.Organisation) : caller.SeesOthers && caller.Limits.Departments.IsEmpty;
    }
}
