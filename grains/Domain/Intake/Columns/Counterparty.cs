using CreditGate.Domain.Identity;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>行政相对人: the subject of a permit or a penalty, whose columns differ by their prefix only.</summary>
internal static class Counterparty
{
    public static SubjectRow? Read(RowCells cells, string prefix)
    {
        var (uscc, id) = (cells[prefix + "XDR_SHXYM"], cells[prefix + "XDR_ZJHM"]);
        switch (IsPerson(cells[prefix + "XDR_LB"], uscc, id))
        {
            case null:
                cells.Fail(prefix + "XDR_LB", ColumnFaults.UnknownCategory);
                return null;
            case false when uscc is null:
                cells.Miss(prefix + "XDR_SHXYM");
                return null;
            case false:
                return new SubjectRow { Uscc = uscc };
            default:
                return Person(cells, prefix + "XDR_MC", prefix + "XDR_ZJLX", prefix + "XDR_ZJHM");
        }
    }

    /// <summary>A person by name and citizen ID number, the only document by which persons are known here.</summary>
    public static SubjectRow Person(RowCells cells, string name, string idType, string id)
    {
        if (cells[idType] is { } type && !IsCitizenId(type))
        {
            cells.Fail(idType, ColumnFaults.IdTypeNotSupported);
        }
        else if (cells[id] is null)
        {
            cells.Miss(id);
        }

        return new SubjectRow { Person = new PersonRow { Name = cells[name], IdNumber = cells[id] } };
    }

    public static void CheckCode(RowCells cells, string column)
    {
        if (cells[column] is { } code && Uscc.Parse(code).Fault is { } fault)
        {
            cells.Fail(column, fault);
        }
    }

    /// <summary>Null when the category says neither. An empty one is taken from the codes that are there.</summary>
    private static bool? IsPerson(string? category, string? uscc, string? id) =>
        category is null ? uscc is null && id is not null
        : category.Contains("自然人", StringComparison.Ordinal) ? true
        : category.Contains("法人", StringComparison.Ordinal) || category.Contains("组织", StringComparison.Ordinal) || category.Contains("个体", StringComparison.Ordinal) ? false
        : null;

    private static bool IsCitizenId(string type) => type is "01" or "1" or "身份证" or "居民身份证" or "公民身份证";
}
