namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>Severity rules speak of organisations that exist.</summary>
internal static class SeverityChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files)
    {
        var departments = files.Departments.Content.Departments.Select(department => department.Code).ToHashSet();
        return files.Severity.Content.Rules
            .Where(rule => rule.Department is not null)
            .SelectMany(rule => References.Unknown(files.Severity, rule.Id, new("部门", "Department"), [rule.Department!], files.Departments.Name, departments));
    }
}
