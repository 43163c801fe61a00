using System.Collections.Frozen;
using System.Collections.Immutable;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases;

/// <summary>Why a request was refused.</summary>
public sealed record CaseRefusal(Obstacle Obstacle, Fault Fault);

/// <summary>What a turn led to: all of it is appended together, or nothing is.</summary>
/// <param name="Events">Empty when refused, or when nothing was to be done.</param>
/// <param name="Records">Records that were marked.</param>
public sealed record CaseOutcome(Standing After, Case? Case, ImmutableArray<SubjectEvent> Events, ImmutableArray<RecordRef> Records, CaseRefusal? Refusal)
{
    /// <summary>Every case that the events move, as it stands after them.</summary>
    public ImmutableArray<Case> Cases => CaseMoved.Newest(Events);
}

/// <summary>One turn about one case: moves it, and marks its record, on a standing that nobody else sees yet.</summary>
internal sealed class CaseTurn(Standing standing, CaseContext context, Case opened)
{
    private readonly Standing _before = standing;
    private readonly List<SubjectEvent> _events = [];
    private readonly HashSet<RecordRef> _records = [];
    private CaseRefusal? _refusal;

    public Standing Standing { get; private set; } = standing;

    public Case Case { get; private set; } = opened;

    public PublicCreditRecord Record => Standing.Find(Case.Record) ?? throw new InvalidOperationException("The case is about a record that is not there.");

    public bool IsRefused => _refusal is not null;

    /// <summary>Takes a step of the workflow, unless one was refused before.</summary>
    public CaseTurn Move(string happened, string? organisation, IReadOnlySet<Role> roles, IEnumerable<string> facts, Func<Case, Case>? change = null)
    {
        if (IsRefused)
        {
            return this;
        }

        var moved = context.Workflows[Case.Kind.ToString()].Move(Case.Place, happened, roles, facts.ToFrozenSet(StringComparer.Ordinal));
        if (moved is { Obstacle: { } obstacle, Refusal: { } refusal })
        {
            _refusal = new CaseRefusal(obstacle, refusal);
            return this;
        }

        return Enter(happened, organisation, (change?.Invoke(Case) ?? Case) with { State = moved.Place!.State, Previous = moved.Place.Previous });
    }

    /// <summary>Enters how the case stands now, whatever the workflow says of it.</summary>
    public CaseTurn Enter(string happened, string? organisation, Case now)
    {
        if (!IsRefused)
        {
            Case = now;
            Add(new CaseMoved { At = context.At, Actor = context.Actor, Step = happened, Organisation = organisation, Case = now });
        }

        return this;
    }

    public CaseTurn Refuse(Obstacle obstacle, Fault fault)
    {
        _refusal ??= new CaseRefusal(obstacle, fault);
        return this;
    }

    /// <summary>Changes marks of the record; every change makes it newer than what linked persons were told.</summary>
    public CaseTurn Mark(Func<PublicCreditRecord, PublicCreditRecord> change)
    {
        if (!IsRefused)
        {
            var marked = change(Record);
            Add(new RecordPushed { At = context.At, Actor = context.Actor, Record = marked with { Revision = marked.Revision.Marked() } });
            _records.Add(Case.Record);
        }

        return this;
    }

    /// <summary>Enters a record that comes of the case.</summary>
    public CaseTurn Create(PublicCreditRecord record)
    {
        if (!IsRefused)
        {
            Add(new RecordPushed { At = context.At, Actor = context.Actor, Record = record });
            _records.Add(record.Ref);
        }

        return this;
    }

    public CaseOutcome Outcome()
    {
        if (_refusal is not null)
        {
            return new CaseOutcome(_before, null, [], [], _refusal);
        }

        if (_events.FindLastIndex(static happened => happened is CaseMoved) is >= 0 and var last)
        {
            _events[last] = (CaseMoved)_events[last] with { IsTold = true };
        }

        Follow();
        return new CaseOutcome(Standing, Case, [.. _events], [.. _records], null);
    }

    /// <summary>Tasks of joint actions follow what became of their records.</summary>
    private void Follow()
    {
        if (_events is [])
        {
            return;
        }

        foreach (var moved in Following.After(Standing, context.Edition, context.At))
        {
            Add(moved);
            Case = moved.Case.Id == Case.Id ? moved.Case : Case;
        }
    }

    private void Add(SubjectEvent happened)
    {
        _events.Add(happened);
        Standing = Standing.Apply(happened);
    }
}
