using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Catalogues.Loading;

internal sealed record RulesFile(ImmutableArray<MatterRule> Rules)
{
    public static RulesFile Read(JsonEntry file) => new(file.Each("rules", RuleOf));

    private static MatterRule RuleOf(JsonEntry entry) => new(
        entry.String("id"),
        entry.Strings("lists"),
        entry.EachOneOf<RecordKind>("recordKinds"),
        entry.Strings("matters"),
        entry.Each("measures", MeasureOf),
        entry.OneOf<Force>("force"),
        entry.OneOf<Effect>("effect"),
        entry.SubjectKinds("subjectKinds"),
        entry.OptionalString("requires"),
        entry.Bool("statutory"),
        entry.EachOneOf<LinkedRole>("linkedRoles"),
        entry.Text("basis"),
        entry.OptionalText("scope"),
        entry.Confidence("confidence"));

    private static RuleMeasure MeasureOf(JsonEntry entry) => new(
        entry.String("code"),
        entry.OptionalOneOf<Effect>("effect"),
        entry.OptionalStrings("matters") ?? []);
}
