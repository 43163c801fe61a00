using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Actors.Credentials;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Auth;
using CreditGate.Api.Receipts;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Subjects;

/// <summary>Why somebody looks at a subject. Persons are shown for a purpose and a case only; of entities nobody asks.</summary>
internal sealed record ViewParameters(
    [property: Description("Of persons: what for. Kept with the view, and told to the person who asks.")] string? Purpose,
    [property: Description("Of persons: number of the case.")] string? BusinessNumber);

/// <param name="Looks">Who looked at status, history or publicity, or looked the person up, in the last 36 months; oldest first.</param>
/// <param name="Checks">Checks on the person, by their receipts; oldest first. Not those that only named the person beside another subject.</param>
/// <param name="Next">For the next page of checks; absent at the end.</param>
internal sealed record PersonViewsResponse(string Key, ImmutableArray<LookBody> Looks, ImmutableArray<CheckViewBody> Checks, Guid? Next);

/// <param name="What">subject, timeline, asOf, publicity, repairNotice or lookup.</param>
internal sealed record LookBody(DateTimeOffset At, string Organisation, string Credential, string What, string Purpose, string BusinessNumber);

internal sealed record CheckViewBody(DateTimeOffset At, string Organisation, string Credential, Guid Receipt, string Matter, string? Purpose, string? BusinessNumber);

/// <summary>The log of views of persons. It is written before anything is shown.</summary>
internal sealed class PersonViews(IGrainFactory grains, IReceiptLedger receipts, IAccessLedger evidence, PlatformClock clock)
{
    private const int Months = 36;

    public async ValueTask Note(SubjectKey subject, ViewReason? reason, string what, HttpContext context)
    {
        if (subject.Kind == SubjectKinds.Person && reason is not null)
        {
            var (caller, now) = (Caller.Of(context), clock.GetUtcNow());
            await grains.GetGrain<IPersonViewsGrain>(PersonView.KeyOf(subject.Value, LegalTime.DateOf(now)))
                .Note(new PersonView(now, caller.Organisation, caller.Credential, what, reason.Purpose, reason.BusinessNumber));
            await evidence.Declare([new AccessAct
            {
                Kind = AccessActKind.PersonViewed,
                At = now,
                Organisation = caller.Organisation,
                Credential = caller.Credential,
                Subject = subject.Value,
                What = what,
                BusinessNumber = reason.BusinessNumber,
            }]);
        }
    }

    /// <param name="after">Receipt of the last check of the page before; empty for the first.</param>
    public async Task<PersonViewsResponse> Of(SubjectKey subject, Guid after, int atMost, CancellationToken cancellation)
    {
        var today = LegalTime.DateOf(clock.GetUtcNow());
        var months = await Task.WhenAll(Enumerable.Range(0, Months).Select(back => grains.GetGrain<IPersonViewsGrain>(PersonView.KeyOf(subject.Value, today.AddMonths(-back))).List().AsTask()));
        var checks = await receipts.OfSubject(subject.Value, after, atMost, cancellation);
        return new PersonViewsResponse(
            subject.Value,
            [.. months.Reverse().SelectMany(static month => month).Select(static look => new LookBody(InChina(look.At), look.Organisation, look.Credential, look.What, look.Purpose, look.BusinessNumber))],
            [.. checks.Select(ReceiptWriter.Read).Select(static check => new CheckViewBody(
                InChina(check.DecidedAt), check.Organisation, check.Credential, check.Id, check.Matter, check.Purpose, check.BusinessNumber))],
            checks.Count == atMost ? checks[^1].Id : null);
    }

    private static DateTimeOffset InChina(DateTimeOffset at) => at.ToOffset(LegalTime.ChinaStandardTime);
}
