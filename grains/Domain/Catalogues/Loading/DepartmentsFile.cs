using System.Collections.Immutable;
using CreditGate.Domain.Deadlines;

namespace CreditGate.Domain.Catalogues.Loading;

internal sealed record DepartmentsFile(ImmutableArray<Department> Departments)
{
    public static DepartmentsFile Read(JsonEntry file) =>
        new(file.Each("departments", entry => new Department(entry.String("code"), entry.Text("name")) { Level = entry.OptionalOneOf<Level>("level") ?? Level.Municipal }));
}
