using System.Collections.Immutable;
using System.ComponentModel;
using CreditGate.Actors.Cases;
using CreditGate.Actors.Credentials;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Auth;
using CreditGate.Api.Receipts;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;

namespace CreditGate.Api.Subjects;

/// <summary>Why somebody looks at a subject. Persons are shown for a purpose and a case only; of entities nobody asks.</summary>
internal sealed record ViewParameters(
    [property: Description("Of persons: what for. Kept with the view, and told to the person who asks. Of an entity, together with businessNumber, kept for the persons whom its records name.")] string? Purpose,
    [property: Description("Of persons: number of the case.")] string? BusinessNumber);

/// <param name="Looks">Who looked at status, history or publicity, looked the person up, or saw the person through something else, in the last 36 months; oldest first.</param>
/// <param name="CompleteFrom">From this instant on the looks are all there were. Earlier ones are not shown: they are older than 36 months, or their period of keeping was over (GET /v1/retention, views) and they were removed; the signed evidence log still says of each who looked, when and at what.</param>
/// <param name="Checks">Checks on the person, and those that named the person beside another subject, by their receipts; oldest first.</param>
/// <param name="Next">For the next page of checks; absent at the end.</param>
internal sealed record PersonViewsResponse(string Key, ImmutableArray<LookBody> Looks, DateTimeOffset CompleteFrom, ImmutableArray<CheckViewBody> Checks, Guid? Next);

/// <param name="What">subject, timeline, asOf, publicity, repairNotice, lookup, preview, case, restoration, receipt, replay, report or proof.</param>
/// <param name="Purpose">Absent where the call has none.</param>
/// <param name="BusinessNumber">Absent where the call has none.</param>
/// <param name="Through">What the person was seen through: key of a subject whose record names the person, number of a case, id of a receipt. Absent when the person was looked at.</param>
internal sealed record LookBody(DateTimeOffset At, string Organisation, string Credential, string What, string? Purpose, string? BusinessNumber, string? Through);

/// <param name="Organisation">Absent when the content of the receipt was removed, as are purpose and case.</param>
/// <param name="Beside">Key of the subject that was asked about, when the person was only named beside it.</param>
internal sealed record CheckViewBody(DateTimeOffset At, string? Organisation, string Credential, Guid Receipt, string Matter, string? Purpose, string? BusinessNumber, string? Beside);

/// <summary>The log of views of persons. It is written before anything is shown.</summary>
internal sealed class PersonViews(IGrainFactory grains, IReceiptLedger receipts, ILinkedAnswers linked, IAccessLedger evidence, PlatformClock clock)
{
    private const int Months = 36;

    public async ValueTask Note(SubjectKey subject, ViewReason? reason, string what, HttpContext context)
    {
        if (subject.Kind == SubjectKinds.Person && reason is not null)
        {
            var (caller, now) = (Caller.Of(context), clock.GetUtcNow());
            var view = new PersonView(now, caller.Organisation, caller.Credential, what, reason.Purpose, reason.BusinessNumber);
            await Book(subject.Value, now).Note(view);
            await evidence.Declare([ActOf(subject.Value, view)]);
        }
    }

    /// <summary>Notes persons whom the records of another subject name.</summary>
    public ValueTask NoteNamed(SubjectKey subject, IEnumerable<PublicCreditRecord> records, ViewReason? reason, string what, HttpContext context) =>
        NoteThrough(records.SelectMany(static record => record.Linked).Select(person => (person.Subject, subject.Value)), reason, what, Caller.Of(context));

    /// <summary>Notes the persons of a case, or of each on a list.</summary>
    public ValueTask NoteCases(IEnumerable<StoredCase> cases, string what, Caller caller) =>
        NoteThrough(cases.Select(static known => (known.Subject.Value, known.Case.Id)), null, what, caller);

    /// <summary>Notes the persons of a receipt. Whoever asked and reads its own answer again sees nothing new: the receipt is the trace.</summary>
    public ValueTask NoteReceipt(Receipt receipt, string what, Caller caller) => receipt.Credential == caller.Credential ? default
        : NoteThrough(receipt.Linked.Select(static person => person.Subject).Append(receipt.Subject ?? "").Select(subject => (subject, receipt.Id.ToString())), null, what, caller);

    /// <summary>Noted once a legal day for each credential, thing and reason: who reads a list every minute would fill the log otherwise.</summary>
    /// <param name="seen">Subjects, entities too, and through what each is seen.</param>
    private async ValueTask NoteThrough(IEnumerable<(string Subject, string Through)> seen, ViewReason? reason, string what, Caller caller)
    {
        var now = clock.GetUtcNow();
        var views = seen.Distinct().Where(static one => SubjectKey.TryParse(one.Subject, out var key) && key.Kind == SubjectKinds.Person)
            .Select(one => (one.Subject, View: new PersonView(now, caller.Organisation, caller.Credential, what, reason?.Purpose ?? "", reason?.BusinessNumber ?? "") { Through = one.Through }))
            .ToArray();
        var known = await Task.WhenAll(views.Select(one => Book(one.Subject, now).Has(one.View).AsTask()));
        var news = views.Where((_, index) => !known[index]).ToArray();
        if (news is not [])
        {
            await evidence.Declare([.. news.Select(static one => ActOf(one.Subject, one.View))]);       // first: what the list has already is not declared again
            await Task.WhenAll(news.Select(one => Book(one.Subject, now).Note(one.View).AsTask()));
        }
    }

    /// <param name="after">Receipt of the last check of the page before; empty for the first.</param>
    public async Task<PersonViewsResponse> Of(SubjectKey subject, Guid after, int atMost, CancellationToken cancellation)
    {
        var today = LegalTime.DateOf(clock.GetUtcNow());
        var months = await Task.WhenAll(Enumerable.Range(0, Months).Select(back => grains.GetGrain<IPersonViewsGrain>(PersonView.KeyOf(subject.Value, today.AddMonths(-back))).List().AsTask()));
        var removed = await grains.GetGrain<IViewedMonthsGrain>(subject.Value).RemovedBefore();     // after the looks: what goes between the two is told
        var checks = (await receipts.OfSubject(subject.Value, after, atMost, cancellation)).Concat(await linked.Of(subject.Value, after, atMost, cancellation))
            .DistinctBy(static check => check.Id).OrderBy(static check => check.Id.ToString(), StringComparer.Ordinal).Take(atMost).ToArray();
        return new PersonViewsResponse(
            subject.Value,
            [.. months.Reverse().SelectMany(static month => month).Select(static look => new LookBody(
                InChina(look.At), look.Organisation, look.Credential, look.What, OrNull(look.Purpose), OrNull(look.BusinessNumber), look.Through))],
            InChina(CompleteFrom(today, removed)),
            [.. checks.Select(check => ViewOf(check, subject))],
            checks.Length == atMost ? checks[^1].Id : null);
    }

    private static DateTimeOffset CompleteFrom(DateOnly today, DateTimeOffset? removed)
    {
        var first = today.AddMonths(1 - Months);
        var shown = LegalTime.StartOf(new DateOnly(first.Year, first.Month, 1));
        return removed > shown ? removed.Value : shown;
    }

    private static CheckViewBody ViewOf(StoredReceipt stored, SubjectKey person)
    {
        var beside = stored.Subject == person.Value ? null : stored.Subject;
        var check = RemovedContent.Is(stored.Payload) ? null : ReceiptWriter.Read(stored);
        return new CheckViewBody(InChina(stored.At), check?.Organisation, stored.Credential, stored.Id, stored.Matter, check?.Purpose, check?.BusinessNumber, beside);
    }

    private static AccessAct ActOf(string subject, PersonView view) => new()
    {
        Kind = AccessActKind.PersonViewed,
        At = view.At,
        Organisation = view.Organisation,
        Credential = view.Credential,
        Subject = subject,
        What = view.What,
        BusinessNumber = OrNull(view.BusinessNumber),
        Through = view.Through,
    };

    private static string? OrNull(string text) => text.Length > 0 ? text : null;

    private IPersonViewsGrain Book(string subject, DateTimeOffset at) => grains.GetGrain<IPersonViewsGrain>(PersonView.KeyOf(subject, LegalTime.DateOf(at)));

    private static DateTimeOffset InChina(DateTimeOffset at) => at.ToOffset(LegalTime.ChinaStandardTime);
}
