using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>What came of trying a rule on a record.</summary>
internal enum Trial
{
    Applies,
    FactOpen,
    NotTriggered,
    OtherSubjectKind,
    OtherLinkedRole,
    FactSettledAgainst,
    ReachesNobody,
}

/// <summary>A rule that a record triggers for this matter, and whether its required fact is settled.</summary>
/// <param name="Settled">False when the fact is open: the rule is neither applied nor dropped.</param>
internal sealed record RuleMatch(MatterRule Rule, Finding Finding, bool Settled, ImmutableArray<MeasureLine> Lines)
{
    /// <summary>All rules of the matter against all findings, in the order of the rules.</summary>
    public static ImmutableArray<RuleMatch> All(ImmutableArray<Finding> findings, Matter matter, Edition edition, Trace? trace = null)
    {
        trace?.RulesOfOtherMatters(findings, matter, edition);
        var matches = ImmutableArray.CreateBuilder<RuleMatch>();
        foreach (var rule in edition.RulesFor(matter.Code))
        {
            foreach (var finding in findings)
            {
                if (Try(rule, finding, matter, edition, trace) is { } match)
                {
                    matches.Add(match);
                }
            }

            trace?.TriedOn(rule);
        }

        return matches.DrainToImmutable();
    }

    /// <summary>Whether a rule that a record triggers is carried out on a subject of this kind: its required fact is settled, or it asks for none.</summary>
    public static bool Applies(MatterRule rule, PublicCreditRecord record, SubjectKinds subject) => rule.SubjectKinds.HasFlag(subject) && Fact(rule, record) is true;

    private static RuleMatch? Try(MatterRule rule, Finding finding, Matter matter, Edition edition, Trace? trace)
    {
        var (trial, lines) = Judge(rule, finding, matter, edition);
        trace?.Tried(rule, finding, trial, lines);
        return trial is Trial.Applies or Trial.FactOpen ? new RuleMatch(rule, finding, trial == Trial.Applies, lines) : null;
    }

    private static (Trial Trial, ImmutableArray<MeasureLine> Lines) Judge(MatterRule rule, Finding finding, Matter matter, Edition edition)
    {
        var trial = !IsTriggered(rule, finding.Record, edition) ? Trial.NotTriggered
            : !rule.SubjectKinds.HasFlag(finding.Subject.Kind) ? Trial.OtherSubjectKind
            : finding.NamedAs is { } role && !rule.LinkedRoles.Contains(role) ? Trial.OtherLinkedRole
            : Fact(rule, finding.Record) switch { true => Trial.Applies, null => Trial.FactOpen, false => Trial.FactSettledAgainst };
        if (trial is not (Trial.Applies or Trial.FactOpen))
        {
            return (trial, []);
        }

        var lines = LinesOf(rule, finding, matter, edition);
        return lines.IsEmpty ? (Trial.ReachesNobody, lines) : (trial, lines);
    }

    private static bool IsTriggered(MatterRule rule, PublicCreditRecord record, Edition edition) =>
        record is ListEntryRecord entry
            ? edition.Lists[entry.List].Enabled && rule.Lists.Contains(entry.List)
            : rule.RecordKinds.Contains(record.Kind);

    /// <summary>True when settled or not required, false when settled against the rule, null when open.</summary>
    private static bool? Fact(MatterRule rule, PublicCreditRecord record) => (rule.Requires, record) switch
    {
        (null, _) => true,
        (RequiredFacts.ConsumptionOrderInForce, ConsumptionOrderRecord) => true,
        ({ } fact, ListEntryRecord entry) when entry.Facts.TryGetValue(fact, out var holds) => holds,
        _ => null,
    };

    /// <summary>A measure that a repair took off is none any more. One reaches a person whom an entity's record names only in the roles that the catalogue gives it.</summary>
    private static ImmutableArray<MeasureLine> LinesOf(MatterRule rule, Finding finding, Matter matter, Edition edition)
    {
        var lines = ImmutableArray.CreateBuilder<MeasureLine>();
        foreach (var part in rule.MeasuresFor(matter.Code))
        {
            var measure = edition.Measures[part.Code];
            if (!finding.Record.IsEased(part.Code) && (finding.Record.Mirror is not { } mirror || mirror.Roles.Any(measure.Reaches.Contains)))
            {
                lines.Add(new MeasureLine(
                    measure.Code, measure.Name, measure.Class, rule.Force, part.Effect ?? rule.Effect, rule.Basis, rule.Confidence.Mark, rule.Id,
                    finding.Record.Ref, Terms.LastDay(finding.Record, edition), rule.Scope, finding.On));
            }
        }

        return lines.DrainToImmutable();
    }
}
