using System.Collections.Immutable;
using CreditGate.Api.Checks;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Commitments;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;

namespace CreditGate.Api.Cases;

/// <summary>A step in a case.</summary>
internal sealed record StepBody
{
    /// <summary>Objections: start, correct, withdraw, uphold, refuseRepeated, notifyApplicant, close, restored. Repairs: accept, refuse, returnForCorrection, start, approve, reject, extend, shield, unshield, publishStatement, propagate, close, falseMaterialFound. Joint actions: acknowledge, start, feedback. Promises: supplyDocuments, close. Listings: notifySubject, decide, publish, discontinue.</summary>
    public string? Step { get; init; }

    /// <summary>Why; for restored and feedback, what was done, or why it does not apply; decide of a listing: what the subject said, or that it said nothing in time. ID numbers in it are masked.</summary>
    public string? Reason { get; init; }

    /// <summary>publishStatement: the repair statement (修复说明) that is published; notifySubject: what the subject was told of reason, basis and rights. ID numbers in it are masked.</summary>
    public string? Statement { get; init; }

    /// <summary>accept of a repair: the unit confirms that duties are done, where the record does not say.</summary>
    public bool DutiesDone { get; init; }

    /// <summary>approve of a repair: codes of the measures that are taken off, where it is granted in part; left out, the record is to be gone.</summary>
    public ImmutableArray<string> Lifts { get; init; } = [];

    /// <summary>Of a joint action: only the organisation's tasks by this rule; left out, all of them.</summary>
    public string? Rule { get; init; }

    /// <summary>Of a joint action across regions: only the tasks of this county or district; left out, all of them.</summary>
    public string? Region { get; init; }

    /// <summary>supplyDocuments: names of the documents that came in; left out, all that were missing.</summary>
    public ImmutableArray<string> Documents { get; init; } = [];
}

/// <summary>A case as it stands.</summary>
/// <param name="Id">Case number.</param>
/// <param name="Subject">Key of the subject.</param>
/// <param name="Token">The subject's version after the step: a check with it sees the step. Only in answers to steps.</param>
/// <param name="OpenedBy">Code of the organisation that took the case in.</param>
/// <param name="Missing">What a complete submission would have held; empty unless it was returned.</param>
/// <param name="Reason">Given for the newest step that wanted one.</param>
/// <param name="Overdue">A legal limit passed before its step was taken.</param>
/// <param name="Objection">Of an objection only.</param>
/// <param name="Repair">Of a repair only.</param>
/// <param name="Action">Of a joint action only.</param>
/// <param name="Commitment">Of a promise only.</param>
/// <param name="Listing">Of a listing only.</param>
internal sealed record CaseBody(
    string Id,
    CaseKind Kind,
    string Subject,
    string? Token,
    string State,
    string StateName,
    RecordBody Record,
    DateTimeOffset OpenedAt,
    string OpenedBy,
    ImmutableArray<DeadlineBody> Deadlines,
    bool Overdue,
    ImmutableArray<string> Missing,
    ImmutableArray<Material> Materials,
    string? Reason,
    ObjectionBody? Objection,
    RepairBody? Repair,
    ActionBody? Action,
    CommitmentBody? Commitment,
    ListingBody? Listing);

/// <param name="Term">Code such as T01.</param>
/// <param name="From">The day it counts from, not itself counted.</param>
/// <param name="Target">Last day of the internal target, inclusive.</param>
/// <param name="Due">Last day of the limit, inclusive.</param>
/// <param name="Met">The step that it was set for was taken.</param>
/// <param name="Basis">What sets the limit.</param>
internal sealed record DeadlineBody(string Term, string Name, DateOnly From, DateOnly? Target, DateOnly Due, bool Met, string Basis);

/// <param name="Repeats">Number of the newest earlier objection to the same record.</param>
/// <param name="Result">corrected, withdrawn or upheld; absent while it is open.</param>
/// <param name="Restoration">By department, what is to be set right; absent until the past answers were searched, or when the record was right.</param>
internal sealed record ObjectionBody(
    ObjectionSource Source, ImmutableArray<ObjectionGround> Grounds, string? Statement, string? Repeats, string? Result, DateTimeOffset? ConcludedAt, ImmutableArray<RestorationTask>? Restoration);

/// <param name="Edition">Edition whose periods the application is judged by.</param>
/// <param name="PossibleFrom">First day on which the record could be repaired.</param>
/// <param name="Statement">The published repair statement.</param>
/// <param name="BarredUntil">After false material: last day on which no repair is accepted.</param>
/// <param name="Joined">The same application by the other channel; absent when none came.</param>
/// <param name="Bankruptcy">A court approved a plan of reorganisation or a settlement.</param>
/// <param name="Lifts">The measures that are taken off, where it is granted in part; empty when the record is to be gone.</param>
internal sealed record RepairBody(
    bool BySingleWindow, string Edition, DateOnly PossibleFrom, string? Statement, DateOnly? StatementOn, DateOnly? BarredUntil, SecondChannel? Joined, bool Bankruptcy, ImmutableArray<string> Lifts);

/// <param name="Edition">Edition from which the targets were derived.</param>
internal sealed record ActionBody(string Edition, ImmutableArray<TaskBody> Tasks);

/// <param name="Rule">The matter rule; absent for incentives.</param>
/// <param name="Codes">Measures or incentives.</param>
/// <param name="Matters">The department's matters that it concerns.</param>
/// <param name="Region">The county or district that has to act; absent for departments of the city.</param>
/// <param name="State">pushed, acknowledged, executing, executed, notApplicable, suspended, eased, lifted or closed.</param>
internal sealed record TaskBody(
    string Department, string? Region, string? Rule, ImmutableArray<string> Codes, ImmutableArray<string> Matters, string State, string StateName, string? Feedback, DateTimeOffset? FedBackAt);

/// <param name="Matter">Absent of a pushed promise: its record names none.</param>
/// <param name="BusinessNumber">Of a pushed promise, the number of its record.</param>
/// <param name="PromisedOn">Last day for the missing documents, inclusive.</param>
/// <param name="Result">supplied or breached; absent while the promise is open, or when its record was withdrawn.</param>
/// <param name="Pushed">Its department pushed it, and pushes what becomes of it: no step is taken in it.</param>
internal sealed record CommitmentBody(NamedCode? Matter, string BusinessNumber, DateOnly PromisedOn, ImmutableArray<PromisedDocument> Documents, string? Result, bool Pushed);

/// <param name="Basis">Clause on which the entry rests.</param>
/// <param name="ListedOn">First day of the entry; absent for the day of its publication.</param>
/// <param name="Until">Last day of the term that was decided for it, inclusive.</param>
/// <param name="Notice">What the subject was told.</param>
/// <param name="Defence">What the subject said to it.</param>
internal sealed record ListingBody(
    string? Basis, string? Reason, DateOnly? ListedOn, DateOnly? Until, string? Notice, DateOnly? NotifiedOn, string? Defence, DateOnly? DecidedOn, DateOnly? PublishedOn);

/// <param name="Cases">In the order in which they were opened.</param>
/// <param name="Next">For after of the next page; absent on the last.</param>
internal sealed record CasePage(ImmutableArray<CaseBody> Cases, string? Next);

/// <param name="Answers">Answers that rested on the record, before the objection was concluded: all for the operator and the provider, to others their own.</param>
internal sealed record RestorationBody(string Objection, ImmutableArray<PastAnswerBody> Answers);

/// <param name="Receipt">Id of the receipt.</param>
/// <param name="Reliance">How the answer rested on the record: measure, advice, review, withheld or reminder.</param>
internal sealed record PastAnswerBody(Guid Receipt, string Organisation, string Matter, string? BusinessNumber, DateTimeOffset DecidedAt, Domain.Decisions.Outcome Outcome, Reliance Reliance);
