using System.Text.Json;
using CreditGate.Api.Changes;
using CreditGate.Api.Checks;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Commitments;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Deadlines;
using CreditGate.Domain.Workflows;

namespace CreditGate.Api.Cases;

/// <summary>Cases in the words of one language.</summary>
internal sealed class CaseText(Catalogue catalogue, PlatformClock clock)
{
    public CaseBody Of(string subject, Case known, string? token, Language language) => new(
        known.Id,
        known.Kind,
        subject,
        token,
        Name(known.State),
        WorkflowBook.Product[known.Kind.ToString()].Workflow.NameOf(known.State).In(language),
        ChangeText.RecordOf(known.Record, catalogue.At(clock.GetUtcNow()), language),
        known.OpenedAt.ToOffset(LegalTime.ChinaStandardTime),
        known.OpenedBy,
        [.. known.Deadlines.Select(deadline => Of(deadline, LevelOf(known), language))],
        known.IsOverdue,
        known.Missing,
        known.Materials,
        known.Reason,
        known is ObjectionCase objection ? Of(objection) : null,
        known is RepairCase repair ? new RepairBody(repair.BySingleWindow, repair.Edition, repair.PossibleFrom, repair.Statement, repair.StatementOn, repair.BarredUntil, repair.Joined, repair.Bankruptcy, repair.Lifts) : null,
        known is JointActionCase action ? new ActionBody(action.Edition, [.. action.Tasks.Select(task => Of(task, language))]) : null,
        known is ToleranceCase promise ? Of(promise, language) : null,
        known is ListingCase listing
            ? new ListingBody(listing.Basis, listing.Grounds, listing.ListedOn, listing.Until, listing.Notice, listing.NotifiedOn, listing.Defence, listing.DecidedOn, listing.PublishedOn)
            : null);

    public static string Name(string code) => JsonNamingPolicy.CamelCase.ConvertName(code);

    private Level LevelOf(Case known) => catalogue.At(clock.GetUtcNow()).Departments.TryGetValue(known.Record.Source, out var unit) ? unit.Level : Level.Municipal;

    private static DeadlineBody Of(CaseDeadline deadline, Level level, Language language)
    {
        var term = TermBook.Product[deadline.Term];
        return new DeadlineBody(
            deadline.Term, term.Name.In(language), deadline.From, deadline.TargetOn, deadline.DueOn, deadline.IsMet, term.At(level).Basis.In(language));
    }

    private static TaskBody Of(ActionTask task, Language language) => new(
        task.Department, task.Region, task.Rule, task.Codes, task.Matters, Name(task.State),
        WorkflowBook.Product[nameof(CaseKind.JointAction)].Workflow.NameOf(task.State).In(language), task.Feedback, task.FedBackAt?.ToOffset(LegalTime.ChinaStandardTime));

    private CommitmentBody Of(ToleranceCase known, Language language) => new(
        known.IsPushed ? null : new NamedCode(known.Matter, catalogue.At(known.OpenedAt).Matters.TryGetValue(known.Matter, out var matter) ? matter.Name.In(language) : known.Matter),
        known.BusinessNumber, known.PromisedOn,
        [.. known.Documents.Select(static document => document with { SuppliedAt = document.SuppliedAt?.ToOffset(LegalTime.ChinaStandardTime) })],
        known.Result is { } result ? Name(result) : null,
        known.IsPushed);

    private static ObjectionBody Of(ObjectionCase known) => new(
        known.Source, known.Grounds, known.Statement, known.Repeats, known.Result is { } result ? Name(result) : null,
        known.ConcludedAt?.ToOffset(LegalTime.ChinaStandardTime), known.Restoration);
}
