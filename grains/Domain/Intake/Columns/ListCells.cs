namespace CreditGate.Domain.Intake.Columns;

/// <summary>名单: entries of lists. A row with a code of an entity is about the entity, whatever else it names.</summary>
internal static class ListCells
{
    public static RecordRow Read(RowCells cells, string? list)
    {
        var listedOn = cells.Date("列入日期");
        var code = cells["名单代码"] ?? list ?? cells["名单名称"];
        if (code is null)
        {
            cells.Miss("名单代码");
        }

        return new RecordRow
        {
            Kind = "listEntry",
            Subject = Subject(cells),
            Number = cells["文书号"],
            DecidedOn = listedOn,
            ListedOn = listedOn,
            Until = cells.LastDay("截止日期"),
            List = code,
            Reason = cells["列入事由"],
            Basis = cells["列入依据"],
            Removal = cells.Date("移出日期") is { } removedOn ? new EndRow { On = removedOn, Reason = cells["移出原因"] } : null,
        };
    }

    private static SubjectRow? Subject(RowCells cells)
    {
        if (cells["统一社会信用代码"] is { } uscc)
        {
            return new SubjectRow { Uscc = uscc };
        }

        if (cells["证件号码"] is null)
        {
            cells.Miss("统一社会信用代码");
            return null;
        }

        return Counterparty.Person(cells, cells["姓名"] is null ? "主体名称" : "姓名", "证件类型", "证件号码");
    }
}
