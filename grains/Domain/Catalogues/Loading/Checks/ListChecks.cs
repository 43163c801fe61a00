namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>Every list has a basis, a term (INV-08) and providers that exist.</summary>
internal static class ListChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files)
    {
        var departments = files.Departments.Content.Departments.Select(department => department.Code).ToHashSet();
        return files.Lists.Content.Lists.SelectMany(list => (IEnumerable<CatalogueFault>)
        [
            .. References.Unknown(files.Lists, list.Code, new("提供单位", "Provider"), list.Providers, files.Departments.Name, departments),
            .. Terms(files.Lists, list),
        ]);
    }

    private static IEnumerable<CatalogueFault> Terms(DataFile<ListsFile> file, ListDefinition list)
    {
        if (list.PeriodMonths is null && !list.UntilPerformed && !list.EntryStatesEnd)
        {
            yield return file.Fault(list.Code, new("该名单没有期限（INV-08）。", "The list has no term (INV-08)."), new("请设定 periodMonths、untilPerformed 或 entryStatesEnd。", "Set periodMonths, untilPerformed or entryStatesEnd."));
        }

        if (list.PeriodMonths <= 0 || list.FreshnessDays <= 0)
        {
            yield return file.Fault(list.Code, new("该名单有期限不是正数。", "A period of the list is not positive."), new("periodMonths 和 freshnessDays 须为不小于 1 的数，或 null。", "Give periodMonths and freshnessDays as 1 or more, or null."));
        }

        if (list.Basis.IsEmpty)
        {
            yield return file.Fault(list.Code, new("该名单没有依据。", "The list has no basis."), new("请写明列入主体所依据的规定。", "State the rule under which subjects are entered."));
        }
    }
}
