using CreditGate.Actors.Cases;
using CreditGate.Actors.Persons;
using CreditGate.Actors.Subjects;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Problems;
using CreditGate.Api.Subjects;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Intake.Cases;
using CreditGate.Domain.Workflows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditGate.Api.Cases;

/// <summary>Takes cases to the grains of their subjects, and refusals to their callers.</summary>
internal sealed class CaseService(IGrainFactory grains, ICaseLedger cases, PersonDirectory persons, PersonViews views, CaseText text, Catalogue catalogue, PlatformClock clock)
{
    /// <param name="prefix">Begins the number of the case: two letters of its kind.</param>
    public async Task<Results<Ok<CaseBody>, ProblemHttpResult>> Open(
        string prefix, Func<CaseReader, CaseReading> read, Caller caller, Language language, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var reading = read(new CaseReader(LegalTime.DateOf(now), $"{prefix}-{Guid.CreateVersion7(now):N}", caller.Organisation));
        if (reading is not { Subject: { } claim, Draft: { } draft })
        {
            return Problem.Invalid(reading.Faults, language);
        }

        if (!caller.Limits.Allows(claim))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, AccessFaults.Subject, language);
        }

        if (draft is ListingDraft listing && !caller.Limits.Allows(listing))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, AccessFaults.List, language);
        }

        var resolved = draft is ListingDraft ? await persons.ResolveOrEnter(claim) : await Known(claim, cancellation);
        if (claim is PersonClaim && (draft is not ListingDraft || resolved.Resolution == Resolution.Ambiguous))
        {
            caller.Tell(resolved.Resolution);        // whom a proposal enters was nobody's guess; a key or a USCC is not found by trying names
        }

        return resolved switch
        {
            { Key: { } key } => await Act(key, draft, caller, language),
            { Resolution: Resolution.Ambiguous } => Problem.Invalid([PersonFaults.NotThisPerson("subject")], language),
            _ => Problem.Invalid([new FieldFault("subject", CaseFaults.NoRecord)], language),
        };
    }

    /// <param name="kind">Another kind of case does not exist here.</param>
    public async Task<Results<Ok<CaseBody>, ProblemHttpResult>> Take(
        CaseKind kind, string id, StepBody step, Caller caller, Language language, CancellationToken cancellation)
    {
        if (await See(kind, id, caller, cancellation) is not { } stored)
        {
            return Problem.Of(StatusCodes.Status404NotFound, CaseDesk.NoCase, language);
        }

        var reading = StepReader.Read(kind, id, step, caller.Organisation);
        return reading.Step is { } taken
            ? await Act(stored.Subject, taken, caller, language)
            : Problem.Invalid(reading.Faults, language);
    }

    public async Task<Results<Ok<CaseBody>, ProblemHttpResult>> Get(CaseKind kind, string id, Caller caller, Language language, CancellationToken cancellation)
    {
        if (await See(kind, id, caller, cancellation) is not { } stored)
        {
            return Problem.Of(StatusCodes.Status404NotFound, CaseDesk.NoCase, language);
        }

        await views.NoteCases([stored], "case", caller);
        return TypedResults.Ok(text.Of(stored.Subject.Value, stored.Case, null, language));
    }

    /// <summary>Cases about the caller's own records or taken in by it, as far as its limits go; all of them for who sees others'. A page may lack what lies beyond the limits.</summary>
    public async Task<Ok<CasePage>> List(CaseKind kind, CaseListParameters parameters, Caller caller, Language language, CancellationToken cancellation)
    {
        var organisation = caller is { SeesOthers: true, Limits.Departments.IsEmpty: true } ? null : caller.Organisation;
        var limit = Math.Clamp(parameters.Limit ?? CaseListParameters.DefaultLimit, 1, CaseListParameters.MostLimit);
        var found = await cases.List(new CaseQuery(kind, organisation, parameters.Open, parameters.After ?? "", limit), cancellation);
        var shown = found.Where(stored => caller.Limits.Allows(stored.Subject)).ToArray();
        await views.NoteCases(shown, "case", caller);
        return TypedResults.Ok(new CasePage([.. shown.Select(stored => text.Of(stored.Subject.Value, stored.Case, null, language))], found.Count == limit ? found[^1].Case.Id : null));
    }

    /// <summary>Null when there is no such case, or none that the caller may look at.</summary>
    public async ValueTask<StoredCase?> See(CaseKind kind, string id, Caller caller, CancellationToken cancellation) =>
        await cases.Find(id, cancellation) is { } stored && stored.Case.Kind == kind && caller.Limits.Allows(stored.Subject)
        && (caller.MaySee(stored.Case.Record.Source) || CaseDesk.MaySee(caller.Organisation, stored.Case, catalogue.At(clock.GetUtcNow()))) ? stored : null;

    /// <summary>Who is in the index but erased, or never told of, is not known.</summary>
    private async ValueTask<Resolved> Known(SubjectClaim claim, CancellationToken cancellation)
    {
        var resolved = await persons.Resolve(claim, cancellation);
        return claim is PersonClaim && resolved.Key is { } key && (await grains.Subject(key).Look(new LookQuery(Consistency.Default, 0))).Standing.IsUnknown
            ? new Resolved(Resolution.NotFound, null)
            : resolved;
    }

    private async Task<Results<Ok<CaseBody>, ProblemHttpResult>> Act(SubjectKey subject, CaseRequest request, Caller caller, Language language)
    {
        var reply = await grains.Subject(subject).Act(new CaseCommand(request, caller.Credential));
        return reply switch
        {
            { Refusal: { Fault: var fault } } when fault == CaseFaults.NoRecord => Problem.Invalid([new FieldFault("record", fault)], language),
            { Refusal: { Fault: var fault } } when fault == CaseFaults.NoList => Problem.Invalid([new FieldFault("list", fault)], language),
            { Refusal: { Obstacle: Obstacle.Actor, Fault: var fault } } => Problem.Of(StatusCodes.Status403Forbidden, fault, language),
            { Refusal: { Fault: var fault } } => Problem.Of(StatusCodes.Status409Conflict, fault, language),
            _ => TypedResults.Ok(text.Of(subject.Value, reply.Case!, Token.Of(reply.Version), language)),
        };
    }
}
