using System.Collections.Frozen;
using CreditGate.Domain.Access;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;

namespace CreditGate.Api.Changes;

/// <summary>Which entries a reader wants. Empty sets ask for nothing in particular.</summary>
/// <remarks>
/// What concerns one effect must hold for one and the same effect: a department and "lifted" find what was lifted for that department.
/// The start of an edition concerns everybody, unless certain effects are asked for.
/// </remarks>
internal sealed record ChangeFilter(
    FrozenSet<string> Departments, FrozenSet<string> Lists, FrozenSet<string> Matters, FrozenSet<ChangeKind> Kinds, FrozenSet<EffectTurn> Effects)
{
    /// <summary>Of the reader's key. What is about subjects beyond them is passed over.</summary>
    public AccessLimits Limits { get; init; } = AccessLimits.None;

    /// <summary>What of a record the reader may know. What it may not is passed over.</summary>
    public Func<RecordRef?, bool> MaySee { get; init; } = static _ => true;

    private readonly bool _asksOfEffects = Departments.Count + Lists.Count + Matters.Count + Effects.Count > 0;

    public bool Matches(FeedEntry entry)
    {
        if ((Kinds.Count > 0 && !Kinds.Contains(entry.Change.Kind)) || IsBeyondLimits(entry) || !MaySee(entry.Change.Record) || !MaySee(entry.Change.Case?.Record))
        {
            return false;
        }

        if (!_asksOfEffects)
        {
            return true;
        }

        return entry.Change.Kind == ChangeKind.EditionStarted ? Effects.Count == 0 : MatchesRecord(entry) || MatchesCase(entry) || MatchesFeedback(entry) || entry.Effects.Any(Matches);
    }

    private bool IsBeyondLimits(FeedEntry entry) => Limits.BoundSubjects && SubjectKey.TryParse(entry.Change.Subject, out var subject) && !Limits.Allows(subject);

    /// <summary>An entry about a record also concerns its provider and its list when it has no effect at all.</summary>
    private bool MatchesRecord(FeedEntry entry) =>
        Effects.Count == 0 && Matters.Count == 0
        && entry.Change.Record is { } record
        && (Departments.Count == 0 || Departments.Contains(record.Source))
        && HasList(record.List);

    /// <summary>A case concerns the departments that it names; it has no effect of its own.</summary>
    private bool MatchesCase(FeedEntry entry) =>
        Effects.Count == 0 && Matters.Count == 0
        && entry.Change.Case is { } moved
        && (Departments.Count == 0 || moved.Departments.Any(Departments.Contains))
        && HasList(moved.Record.List);

    /// <summary>Late feedback concerns the department that owes it, and the operator; it is of a matter, and of no list.</summary>
    private bool MatchesFeedback(FeedEntry entry) =>
        Effects.Count == 0 && Lists.Count == 0
        && entry.Change.Feedback is { } late
        && (Matters.Count == 0 || Matters.Contains(late.Matter))
        && (Departments.Count == 0 || Departments.Any(late.Concerns));

    private bool Matches(FeedEffect effect) =>
        (Effects.Count == 0 || Effects.Contains(effect.Change.Turn))
        && (Matters.Count == 0 || effect.Matters.Any(Matters.Contains))
        && (Departments.Count == 0 || Departments.Contains(effect.Record.Source) || effect.Departments.Any(Departments.Contains))
        && HasList(effect.Record.List);

    private bool HasList(string? list) => Lists.Count == 0 || (list is not null && Lists.Contains(list));
}
