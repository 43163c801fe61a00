using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Decisions.Explaining;

/// <summary>Notes the steps of one evaluation while it is made. The decider calls it only when somebody asked for an explanation.</summary>
public sealed class Trace
{
    private readonly List<Step> _steps = [];
    private bool _isTriggered;
    private DateTimeOffset? _boundary;
    private (Boundary Kind, PublicCreditRecord? Record) _next;

    /// <summary>The steps, in the order of their stages.</summary>
    public ImmutableArray<Step> Steps => [.. _steps.OrderBy(static step => step.Stage)];

    /// <summary>Adds what the answer's end of validity rests on.</summary>
    /// <param name="ruling">The ruling of this evaluation.</param>
    public void Until(DateTimeOffset validUntil, DateTimeOffset decidedAt, Ruling ruling, Matter matter, Edition edition) => _steps.Add(
        validUntil == Decider.AgeEnds(matter, edition, decidedAt) ? new Step(StepCode.ValidToAnswerAge) { At = validUntil }
        : validUntil != ruling.ChangesAt ? new Step(StepCode.ValidToSourceLimit) { At = validUntil }
        : validUntil == _boundary ? new Step(Code(_next.Kind), _next.Record?.Ref) { At = validUntil }
        : new Step(StepCode.ValidToEditionEnd) { At = validUntil, Codes = [edition.Id] });

    internal void Under(Standing standing, Edition edition)
    {
        _steps.Add(new Step(StepCode.EditionInForce) { At = edition.StartsAt, Codes = [edition.Id] });
        if (standing.IsUnknown)
        {
            _steps.Add(new Step(StepCode.NothingKnown));
        }
    }

    internal void Ambiguous(Edition edition)
    {
        _steps.Add(new Step(StepCode.EditionInForce) { At = edition.StartsAt, Codes = [edition.Id] });
        _steps.Add(new Step(StepCode.AmbiguousIdentity));
        _steps.Add(new Step(StepCode.OutcomeDecided) { Outcome = Outcome.Review });
    }

    /// <param name="state">Null for a record that restricts nothing by its kind.</param>
    internal void Considered(PublicCreditRecord record, TermState? state, Finding? finding, SubjectKey subject, LinkedRole? namedAs, Edition edition)
    {
        var on = namedAs is { } role ? new OnLinked(role, subject.Value) : null;
        _steps.Add(new Step(CodeOf(state, finding), record.Ref, On: on) { Hold = finding?.Hold, Day = DayOf(record, state, edition) });
        if (finding is not null && record is ListEntryRecord entry && !edition.Lists[entry.List].Enabled)
        {
            _steps.Add(new Step(StepCode.ListNotEnabled, record.Ref, On: on) { Codes = [entry.List] });
        }
    }

    internal void Publicised(PenaltyRecord penalty, bool isPublic, Edition edition)
    {
        if (Terms.IsUsable(penalty))
        {
            _steps.Add(new Step(isPublic ? StepCode.PenaltyPublic : StepCode.PenaltyNotPublic, penalty.Ref) { Day = isPublic ? Publicity.LastDay(penalty, edition) : null });
        }
    }

    internal void RulesOfOtherMatters(ImmutableArray<Finding> findings, Matter matter, Edition edition)
    {
        foreach (var finding in findings)
        {
            ImmutableArray<string> others = [.. edition.Triggers.RulesOn(finding.Record).Where(rule => !rule.Matters.Contains(matter.Code)).Select(static rule => rule.Id)];
            if (!others.IsEmpty)
            {
                _steps.Add(new Step(StepCode.RulesOfOtherMatters, finding.Record.Ref, On: finding.On) { Codes = others });
            }
        }
    }

    internal void Tried(MatterRule rule, Finding finding, Trial trial, ImmutableArray<MeasureLine> lines)
    {
        if (trial == Trial.NotTriggered)
        {
            return;
        }

        _isTriggered = true;
        _steps.Add(new Step(CodeOf(rule, finding, trial), finding.Record.Ref, rule.Id, finding.On)
        {
            Lines = lines,
            Hold = finding.Hold,
            Codes = trial is Trial.FactOpen or Trial.FactSettledAgainst ? [rule.Requires!] : [],
        });
    }

    /// <summary>The rule was held against all records.</summary>
    internal void TriedOn(MatterRule rule)
    {
        if (!_isTriggered)
        {
            _steps.Add(new Step(StepCode.RuleNotTriggered, Rule: rule.Id) { Codes = [.. rule.Lists, .. rule.RecordKinds.Select(static kind => kind.ToString())] });
        }

        _isTriggered = false;
    }

    internal void Listing(StepCode code, ImmutableArray<MeasureLine> lines, Hold? hold = null)
    {
        if (!lines.IsEmpty)
        {
            _steps.Add(new Step(code, lines[0].Record) { Lines = lines, Hold = hold });
        }
    }

    internal void Counted(PublicCreditRecord record, CleanCount count, Hold? hold)
    {
        if (count != CleanCount.Foreign)
        {
            _steps.Add(new Step(CodeOf(count, hold), record.Ref) { Hold = hold });
        }
    }

    internal void Clean(CleanRecord clean) => _steps.Add(new Step(clean switch
    {
        CleanRecord.ThreeYears => StepCode.CleanThreeYears,
        CleanRecord.NoNegativeRecord => StepCode.CleanTooYoung,
        CleanRecord.Pending => StepCode.CleanPending,
        CleanRecord.PendingYoung => StepCode.CleanPendingYoung,
        CleanRecord.Negative => StepCode.CleanNot,
        _ => StepCode.CleanUnknown,
    }));

    internal void Weighed(string incentive, StatusColumn because, WithheldReason? obstacle) => _steps.Add(
        new Step(obstacle is null ? StepCode.IncentiveGranted : StepCode.IncentiveWithheld) { Codes = [incentive], Because = because, Withheld = obstacle });

    internal void Earned(int incentives)
    {
        if (incentives == 0)
        {
            _steps.Add(new Step(StepCode.IncentivesNotEarned));
        }
    }

    internal void Decided(Outcome outcome, Moment moment)
    {
        (_boundary, _next) = (moment.NextChange, moment.Next);
        _steps.Add(new Step(StepCode.OutcomeDecided) { Outcome = outcome });
    }

    private static StepCode CodeOf(TermState? state, Finding? finding) => state switch
    {
        null => StepCode.RecordRestrictsNothing,
        TermState.Repaired => StepCode.RecordRepaired,
        TermState.Shielded => StepCode.RecordShielded,
        TermState.Withdrawn => StepCode.RecordWithdrawn,
        TermState.Removed => StepCode.RecordRemoved,
        TermState.NotYet => StepCode.RecordNotYetInForce,
        TermState.Past => StepCode.RecordOutOfTerm,
        _ => finding!.IsHeld ? StepCode.RecordHeld : StepCode.RecordInForce,
    };

    private static DateOnly? DayOf(PublicCreditRecord record, TermState? state, Edition edition) => state switch
    {
        TermState.Repaired => record.Repair!.DecidedOn,
        TermState.Shielded => record.Shield!.On,
        TermState.Withdrawn => record.Withdrawal!.On,
        TermState.Removed => record.Removal!.On,
        TermState.NotYet => Terms.FirstDay(record),
        TermState.Past or TermState.InForce => Terms.LastDay(record, edition),
        _ => null,
    };

    private static StepCode CodeOf(MatterRule rule, Finding finding, Trial trial) => trial switch
    {
        Trial.OtherSubjectKind => StepCode.RuleOtherSubjectKind,
        Trial.OtherLinkedRole => StepCode.RuleOtherLinkedRole,
        Trial.FactSettledAgainst => StepCode.RuleFactSettledAgainst,
        Trial.ReachesNobody => StepCode.RuleReachesNobody,
        _ when finding.Hold is { Kind: HoldKind.Objection } && rule.Statutory => StepCode.RuleSuspendedStatutory,
        _ when finding.IsHeld => StepCode.RuleSuspended,
        Trial.FactOpen => StepCode.RuleFactOpen,
        _ => StepCode.RuleApplied,
    };

    private static StepCode CodeOf(CleanCount count, Hold? hold) => count switch
    {
        CleanCount.Minor => StepCode.CountsNotMinor,
        CleanCount.Gone => StepCode.CountsNotGone,
        CleanCount.Past => StepCode.CountsNotPast,
        _ => hold is null ? StepCode.CountsAgainst : StepCode.CountsWhenUpheld,
    };

    private static StepCode Code(Boundary kind) => kind switch
    {
        Boundary.TermStart => StepCode.ValidToTermStart,
        Boundary.TermEnd => StepCode.ValidToTermEnd,
        Boundary.PublicityStart => StepCode.ValidToPublicityStart,
        Boundary.PublicityEnd => StepCode.ValidToPublicityEnd,
        Boundary.LookBackEnd => StepCode.ValidToLookBackEnd,
        Boundary.ThreeYearsOld => StepCode.ValidToThreeYearsOld,
        _ => StepCode.ValidToSourceLimit,
    };
}
