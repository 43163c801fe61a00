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
                files.Matters, matter.Code, "Department", matter.Departments, files.Departments.Name, files.Departments.Content.Departments.Select(static department => department.Code)),
            .. Enum.GetValues<StatusColumn>().SelectMany(column => Cell(files, matter, column, codes)),
        ]);
    }

    private static IEnumerable<CatalogueFault> AnswerAge(DataFile<MattersFile> file, MatterEntry matter) => matter.AnswerAgeWorkingDays < 1
        ? [file.Fault(matter.Code, "An answer cannot be relied on for less than a working day.", "Let answerAgeWorkingDays be 1 or more.")]
        : [];

    private static IEnumerable<CatalogueFault> Cell(EditionFiles files, MatterEntry matter, StatusColumn column, CellCodes codes)
    {
        var file = files.Matters;
        var cell = file.Content.CellOf(matter, column);
        var entry = $"{matter.Code} {column}";
        if (!cell.IsComplete)
        {
            return [file.Fault(entry, "The cell is missing or lacks its verdict, codes or text.", "State it for the matter, in its category's profile or in common.")];
        }

        var unknown = cell.Codes!.Value.Except(codes.AllowedFor(cell.Verdict!.Value))
            .Select(code => file.Fault(entry, $"Code {code} does not suit {cell.Verdict}.", codes.FixFor(cell.Verdict.Value)));
        return [.. unknown, .. Contents(file, matter, cell, entry)];
    }

    private static IEnumerable<CatalogueFault> Contents(DataFile<MattersFile> file, MatterEntry matter, CellEntry cell, string entry)
    {
        if (cell is { Verdict: Verdict.Incentivise or Verdict.Restrict or Verdict.Advise, Codes.IsEmpty: true })
        {
            yield return file.Fault(entry, $"{cell.Verdict} without codes says nothing.", "Name the incentives or measure items.");
        }

        if (matter.Category == MatterCategory.Service && cell.Verdict == Verdict.Restrict)
        {
            yield return file.Fault(entry, "A livelihood service may not be restricted (INV-15).", "Let the verdict be proceed.");
        }
    }
}
