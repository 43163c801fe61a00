namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>Every matter says what it does with each of the eight statuses, in codes that exist.</summary>
internal static class MatterChecks
{
    public static IEnumerable<CatalogueFault> Run(EditionFiles files)
    {
        var codes = CellCodes.Of(files);
        return files.Matters.Content.Matters.SelectMany(matter => (IEnumerable<CatalogueFault>)
        [
            .. AnswerAge(files.Matters, matter),
            .. References.Unknown(
                files.Matters, matter.Code, new("部门", "Department"), matter.Departments, files.Departments.Name, files.Departments.Content.Departments.Select(static department => department.Code)),
            .. Enum.GetValues<StatusColumn>().SelectMany(column => Cell(files, matter, column, codes)),
        ]);
    }

    private static IEnumerable<CatalogueFault> AnswerAge(DataFile<MattersFile> file, MatterEntry matter) => matter.AnswerAgeWorkingDays < 1
        ? [
            file.Fault(
                matter.Code,
                new("答复的有效时间不得少于一个工作日。", "An answer cannot be relied on for less than a working day."),
                new("answerAgeWorkingDays 须不小于 1。", "Let answerAgeWorkingDays be 1 or more.")),
        ]
        : [];

    private static IEnumerable<CatalogueFault> Cell(EditionFiles files, MatterEntry matter, StatusColumn column, CellCodes codes)
    {
        var file = files.Matters;
        var cell = file.Content.CellOf(matter, column);
        var entry = $"{matter.Code} {column}";
        if (!cell.IsComplete)
        {
            return
            [
                file.Fault(
                    entry,
                    new("缺少该单元格，或其 verdict、codes、text 不全。", "The cell is missing or lacks its verdict, codes or text."),
                    new("请在该事项、其类别的 profile 或 common 中写明。", "State it for the matter, in its category's profile or in common.")),
            ];
        }

        var unknown = cell.Codes!.Value.Except(codes.AllowedFor(cell.Verdict!.Value))
            .Select(code => file.Fault(
                entry, new($"代码 {code} 不适合 {MemberName.Of(cell.Verdict.Value)}。", $"Code {code} does not suit {MemberName.Of(cell.Verdict.Value)}."), codes.FixFor(cell.Verdict.Value)));
        return [.. unknown, .. Contents(file, matter, cell, entry)];
    }

    private static IEnumerable<CatalogueFault> Contents(DataFile<MattersFile> file, MatterEntry matter, CellEntry cell, string entry)
    {
        if (cell is { Verdict: (Verdict.Incentivise or Verdict.Restrict or Verdict.Advise) and var verdict, Codes.IsEmpty: true })
        {
            yield return file.Fault(
                entry,
                new($"{MemberName.Of(verdict)} 没有 codes，等于什么也没有说。", $"The verdict {MemberName.Of(verdict)} without codes says nothing."),
                new("请写明激励措施或惩戒措施项目。", "Name the incentives or measure items."));
        }

        if (matter.Category == MatterCategory.Service && cell.Verdict == Verdict.Restrict)
        {
            yield return file.Fault(
                entry,
                new("民生服务不得受限制（INV-15）。", "A livelihood service may not be restricted (INV-15)."),
                new("请把 verdict 写成 proceed。", "Let the verdict be proceed."));
        }
    }
}
