using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>A rule that a record triggers for this matter, and whether its required fact is settled.</summary>
/// <param name="Settled">False when the fact is open: the rule is neither applied nor dropped.</param>
internal sealed record RuleMatch(MatterRule Rule, Finding Finding, bool Settled, ImmutableArray<MeasureLine> Lines)
{
    /// <summary>All rules of the matter against all findings, in the order of the rules.</summary>
    public static ImmutableArray<RuleMatch> All(ImmutableArray<Finding> findings, Matter matter, Edition edition) =>
    [
        .. from rule in edition.RulesFor(matter.Code)
           from finding in findings
           let match = Try(rule, finding, matter, edition)
           where match is not null
           select match,
    ];

    /// <summary>Whether a rule that a record triggers is carried out on a subject of this kind: its required fact is settled, or it asks for none.</summary>
    public static bool Applies(MatterRule rule, PublicCreditRecord record, SubjectKinds subject) => rule.SubjectKinds.HasFlag(subject) && Fact(rule, record) is true;

    private static RuleMatch? Try(MatterRule rule, Finding finding, Matter matter, Edition edition)
    {
        if (!IsTriggered(rule, finding.Record, edition) || !Concerns(rule, finding) || Fact(rule, finding.Record) is false)
        {
            return null;
        }

        var lines = LinesOf(rule, finding, matter, edition);
        return lines.IsEmpty ? null : new RuleMatch(rule, finding, Fact(rule, finding.Record) is true, lines);
    }

    private static bool IsTriggered(MatterRule rule, PublicCreditRecord record, Edition edition) =>
        record is ListEntryRecord entry
            ? edition.Lists[entry.List].Enabled && rule.Lists.Contains(entry.List)
            : rule.RecordKinds.Contains(record.Kind);

    private static bool Concerns(MatterRule rule, Finding finding) =>
        rule.SubjectKinds.HasFlag(finding.Subject.Kind) && (finding.NamedAs is not { } role || rule.LinkedRoles.Contains(role));

    /// <summary>True when settled or not required, false when settled against the rule, null when open.</summary>
    private static bool? Fact(MatterRule rule, PublicCreditRecord record) => (rule.Requires, record) switch
    {
        (null, _) => true,
        (RequiredFacts.ConsumptionOrderInForce, ConsumptionOrderRecord) => true,
        ({ } fact, ListEntryRecord entry) when entry.Facts.TryGetValue(fact, out var holds) => holds,
        _ => null,
    };

    /// <summary>A measure reaches a person whom an entity's record names only in the roles that the catalogue gives it.</summary>
    private static ImmutableArray<MeasureLine> LinesOf(MatterRule rule, Finding finding, Matter matter, Edition edition) =>
    [
        .. from part in rule.MeasuresFor(matter.Code)
           let measure = edition.Measures[part.Code]
           where finding.Record.Mirror is not { } mirror || mirror.Roles.Any(measure.Reaches.Contains)
           select new MeasureLine(
               measure.Code, measure.Name, measure.Class, rule.Force, part.Effect ?? rule.Effect, rule.Basis, rule.Confidence.Mark, rule.Id,
               finding.Record.Ref, Terms.LastDay(finding.Record, edition), rule.Scope, finding.On),
    ];
}
