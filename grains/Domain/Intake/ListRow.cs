using CreditGate.Domain.Catalogues;

namespace CreditGate.Domain.Intake;

/// <summary>What a row of a list may leave to the catalogue.</summary>
internal static class ListRow
{
    /// <summary>
    /// A list may be named by its whole Chinese name instead of its code. A red list or a list of exemplars is often published without document numbers:
    /// there an entry without one is known by the list's code, one of a source for a subject.
    /// </summary>
    public static RecordRow Completed(RecordRow row, Edition edition)
    {
        if (row.List is not { } given || ListOf(given, edition) is not { } list)
        {
            return row;
        }

        var number = list.Kind is (ListKind.Red or ListKind.Exemplar) && string.IsNullOrWhiteSpace(row.Number) ? list.Code : row.Number;
        return list.Code == given && number == row.Number ? row : row with { List = list.Code, Number = number };
    }

    private static ListDefinition? ListOf(string given, Edition edition) =>
        edition.Lists.TryGetValue(given, out var list) ? list : edition.Lists.Values.FirstOrDefault(known => known.Name.Zh == given.Trim());
}
