using System.Collections.Immutable;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Cases.Listings;

/// <summary>Takes a listing on: notice, hearing and decision by the unit, publication by the platform.</summary>
public static class ListingStep
{
    /// <summary>What somebody does; what befalls the entry afterwards moves the case without anybody's doing.</summary>
    public static readonly ImmutableArray<string> Events = ["NotifySubject", "Decide", Publish, Discontinue];

    private const string Publish = nameof(Publish);
    private const string Discontinue = nameof(Discontinue);

    internal static CaseOutcome Judge(CaseTurn turn, CaseStep step, CaseContext context)
    {
        var (known, roles) = ((ListingCase)turn.Case, CaseRoles.Of(step.Organisation, turn.Case.Record, context.Edition));
        var entry = Entry(known, context);
        var isThere = step.Event == Publish && turn.Standing.Find(known.Record) is { Repair: null, Withdrawal: null };
        turn.Move(step.Event, step.Organisation, roles, Facts(turn.Standing, known, entry, step, context), before => Changed((ListingCase)before, step, context));
        return (step.Event, isThere) switch
        {
            (Publish, true) => turn.Refuse(Workflows.Obstacle.State, CaseFaults.IsListed).Outcome(),
            (Publish, false) => turn.Create(entry).Outcome(),
            _ => turn.Outcome(),
        };
    }

    private static IEnumerable<string> Facts(Standing standing, ListingCase known, ListEntryRecord entry, CaseStep step, CaseContext context) => CaseFacts.Holding(
        (CaseFacts.SubjectTold, !string.IsNullOrWhiteSpace(step.Statement)),
        (CaseFacts.DefenceHeard, !string.IsNullOrWhiteSpace(step.Reason)),
        (CaseFacts.ReasonGiven, !string.IsNullOrWhiteSpace(step.Reason)),
        (CaseFacts.BasisPresent, !string.IsNullOrWhiteSpace(known.Basis)),
        (CaseFacts.NoOppositeList, step.Event == Publish && Admission.Judge(standing, entry, false, context.Edition, context.At, context.Actor).Note != Admission.OppositeList));

    private static ListingCase Changed(ListingCase known, CaseStep step, CaseContext context) => step.Event switch
    {
        "NotifySubject" => known with { Notice = step.Statement, NotifiedOn = context.Today },
        "Decide" => known with { Defence = step.Reason, DecidedOn = context.Today },
        Publish => known with { PublishedOn = context.Today },
        _ => known with { Reason = step.Reason },
    };

    /// <summary>What is published: in force no sooner than that. It has no number of its own, so the unit's next revision of it is newer.</summary>
    private static ListEntryRecord Entry(ListingCase known, CaseContext context) => new()
    {
        Source = known.Record.Source,
        Number = known.Record.Number,
        Revision = new Revision(null, context.At, 1),
        DecidedOn = known.DecidedOn ?? context.Today,
        List = known.Record.List!,
        ListedOn = known.ListedOn > context.Today ? known.ListedOn.Value : context.Today,
        Until = known.Until,
        Basis = known.Basis,
        Reason = known.Grounds,
    };
}
