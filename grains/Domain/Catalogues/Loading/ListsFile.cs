using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

internal sealed record ListsFile(ImmutableArray<ListDefinition> Lists)
{
    public static ListsFile Read(JsonEntry file) => new(file.Each("lists", ListOf));

    private static ListDefinition ListOf(JsonEntry entry) => new(
        entry.String("code"),
        entry.Text("name"),
        entry.OneOf<ListKind>("kind"),
        entry.Text("authority"),
        entry.Strings("basis"),
        entry.Text("periodText"),
        entry.OptionalInt("periodMonths"),
        entry.Bool("untilPerformed"),
        entry.SubjectKinds("subjectKinds"),
        entry.Strings("providers"),
        entry.OptionalInt("freshnessDays"),
        entry.Bool("enabled"),
        entry.Confidence("confidence"))
    {
        EntryStatesEnd = entry.Bool("entryStatesEnd"),
    };
}
