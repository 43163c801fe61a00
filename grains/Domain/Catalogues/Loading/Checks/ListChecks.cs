namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>Every list has a basis, a term (INV-08) and providers that exist.</summary>
internal static class ListChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files)
    {
        var departments = files.Departments.Content.Departments.Select(department => department.Code).ToHashSet();
        return files.Lists.Content.Lists.SelectMany(list => (IEnumerable<CatalogueFault>)
        [
            .. References.Unknown(files.Lists, list.Code, "Provider", list.Providers, files.Departments.Name, departments),
            .. Terms(files.Lists, list),
        ]);
    }

    private static IEnumerable<CatalogueFault> Terms(DataFile<ListsFile> file, ListDefinition list)
    {
        if (list.PeriodMonths is null && !list.UntilPerformed && !list.EntryStatesEnd)
        {
            yield return file.Fault(list.Code, "The list has no term (INV-08).", "Set periodMonths, untilPerformed or entryStatesEnd.");
        }

        if (list.PeriodMonths <= 0 || list.FreshnessDays <= 0)
        {
            yield return file.Fault(list.Code, "A period of the list is not positive.", "Give periodMonths and freshnessDays as 1 or more, or null.");
        }

        if (list.Basis.IsEmpty)
        {
            yield return file.Fault(list.Code, "The list has no basis.", "State the rule under which subjects are entered.");
        }
    }
}
