using System.Collections.Immutable;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Tests.Cases;

/// <summary>A subject with its cases, taken from step to step without grain or ledger.</summary>
/// <param name="suffix">Ends the numbers of its cases, where desks share a ledger.</param>
internal sealed class Desk(string day = "2026-05-06", SubjectKey? subject = null, string suffix = "")
{
    public static readonly Material Application = new(MaterialKind.Application, "示例/申请书.pdf", new string('a', 64));
    public static readonly Material Identity = Application with { Kind = MaterialKind.Identity };
    public static readonly Material Proof = Application with { Kind = MaterialKind.Proof };
    public static readonly Material Commitment = Application with { Kind = MaterialKind.Commitment };

    private readonly List<DeskTurn> _turns = [];
    private readonly List<DeskCall> _calls = [];
    private int _last;

    /// <summary>Everything that was entered, in order, as a ledger would hold it.</summary>
    public IEnumerable<SubjectEvent> Events => _turns.SelectMany(static turn => turn.Events);

    /// <summary>What was entered together.</summary>
    public IReadOnlyList<DeskTurn> Turns => _turns;

    /// <summary>Everything that was asked, in order, whatever came of it.</summary>
    public IReadOnlyList<DeskCall> Calls => _calls;

    public Standing Standing { get; set; } = Standing.Unknown(subject ?? SubjectKey.Of(FictionalCodes.Entity(1)));

    /// <summary>The streams of persons whom records name: each holds its copies.</summary>
    public Dictionary<SubjectKey, Standing> Persons { get; } = [];

    public DateTimeOffset Now { get; set; } = At(day);

    public Edition Edition => CatalogueLoader.Load().At(Now);

    /// <summary>Nine in the morning of a legal day.</summary>
    public static DateTimeOffset At(string day) => new(DateOnly.Parse(day).ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8));

    public static ListEntryRecord WageDefault(long revision = 1, string number = "示人社列1号") => new()
    {
        Source = "D22",
        Number = number,
        Revision = new Revision(revision, At("2026-05-06"), 1),
        DecidedOn = new DateOnly(2026, 5, 6),
        List = "L04",
        ListedOn = new DateOnly(2026, 5, 6),
    };

    public static PenaltyRecord Penalty(string published, bool? dutiesDone = true, Severity severity = Severity.General) => new()
    {
        Source = "D13",
        Number = "示罚1号",
        Revision = new Revision(1, At(published), 1),
        DecidedOn = DateOnly.Parse(published),
        PublishedOn = DateOnly.Parse(published),
        Severity = severity,
        DutiesDone = dutiesDone,
    };

    public string NextNumber(string prefix) => $"{prefix}-{++_last}{suffix}";

    public RowOutcome Push(PublicCreditRecord record)
    {
        var admission = Admission.Judge(Standing, record, true, Edition, Now, "示例凭据");
        if (admission.Happened is { } happened)
        {
            Enter([happened, .. Following.After(Standing.Apply(happened), Edition, Now)], [record.Ref]);
        }

        _calls.Add(new DeskCall(Now, record, admission.Outcome, null, null));
        return admission.Outcome;
    }

    public CaseOutcome Ask(CaseRequest request)
    {
        var outcome = CaseDesk.Judge(Standing, request, new CaseContext(Edition, Now, "示例凭据"));
        if (!outcome.Events.IsEmpty)
        {
            Enter(outcome.Events, outcome.Records);
        }

        _calls.Add(new DeskCall(Now, null, default, request, outcome));
        return outcome;
    }

    public CaseOutcome Object(RecordRef record, ObjectionSource source = ObjectionSource.Applicant, params Material[] materials) => Ask(new ObjectionDraft
    {
        Case = NextNumber("OB"),
        Organisation = "D12",
        Record = record,
        Source = source,
        Grounds = [ObjectionGround.Wrong],
        Statement = "示例：工资已结清",
        Materials = materials is [] ? [Application, Identity, Proof, Commitment] : [.. materials],
    });

    public CaseOutcome Apply(RecordRef record, params Material[] materials) => Ask(new RepairDraft
    {
        Case = NextNumber("RP"),
        Organisation = "D12",
        Record = record,
        Materials = materials is [] ? [Application, Identity, Commitment] : [.. materials],
    });

    public CaseOutcome Step(string number, string happened, string organisation, string? reason = null, string? statement = null, bool dutiesDone = false) =>
        Ask(new CaseStep { Case = number, Event = happened, Organisation = organisation, Reason = reason, Statement = statement, DutiesDone = dutiesDone });

    /// <summary>What the platform would say of a matter now.</summary>
    public Ruling Check(string matter = "MT-C01") => Decider.Rule(Standing, [], Edition.Matters[matter], Edition, Now);

    private void Enter(ImmutableArray<SubjectEvent> events, ImmutableArray<RecordRef> records)
    {
        var before = Standing;
        Standing = events.Aggregate(before, static (standing, happened) => standing.Apply(happened));
        _turns.Add(new DeskTurn(before, events, records, Now));
        foreach (var (person, record) in Mirrors.Owed(before, Standing, records, LegalTime.DateOf(Now)))
        {
            var known = Persons.GetValueOrDefault(person, Standing.Unknown(person));
            Persons[person] = Admission.Judge(known, record, true, Edition, Now, "示例凭据").Happened is { } happened ? known.Apply(happened) : known;
        }
    }
}

/// <param name="Records">Those that the events are about.</param>
internal sealed record DeskTurn(Standing Before, ImmutableArray<SubjectEvent> Events, ImmutableArray<RecordRef> Records, DateTimeOffset At);

/// <summary>A row that was pushed, or what was asked of a case, and the answer to it.</summary>
internal sealed record DeskCall(DateTimeOffset At, PublicCreditRecord? Row, RowOutcome Taken, CaseRequest? Request, CaseOutcome? Outcome);
