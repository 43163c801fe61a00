namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>The editions follow each other without gap or overlap, oldest first, and the last has no end.</summary>
internal static class EditionChecks
{
    public static IEnumerable<CatalogueFault> Run(DataFile<EditionsFile> file)
    {
        var editions = file.Content.Editions;
        return editions.IsEmpty
            ? [file.Fault("editions", new("没有目录版本。", "There is no edition."), new("请至少写一个。", "Describe at least one."))]
            :
            [
                .. DuplicateChecks.In(file, content => content.Editions.Select(edition => edition.Id)),
                .. editions.Where(edition => edition.Until <= edition.From)
                    .Select(edition => file.Fault(
                        edition.Id,
                        new($"于 {edition.Until:O} 终止，不晚于开始之日。", $"It ends on {edition.Until:O}, not after its start."),
                        new("until 须晚于 from。", "Let until be a day after from."))),
                .. editions.Zip(editions.Skip(1), (earlier, later) => Seam(file, earlier, later)).OfType<CatalogueFault>(),
                .. LastEnd(file, editions[^1]),
            ];
    }

    private static CatalogueFault? Seam(DataFile<EditionsFile> file, EditionEntry earlier, EditionEntry later) => earlier.Until switch
    {
        { } until when until == later.From => null,
        { } until when until < later.From => file.Fault(
            earlier.Id,
            new($"有空档：于 {until:O} 终止，而 {later.Id} 自 {later.From:O} 开始。", $"There is a gap: it ends on {until:O}, {later.Id} starts on {later.From:O}."),
            new($"请把 until 写成 {later.From:O}。", $"Let its until be {later.From:O}.")),
        _ => file.Fault(
            earlier.Id,
            new($"与自 {later.From:O} 开始的 {later.Id} 重叠。", $"It overlaps {later.Id}, which starts on {later.From:O}."),
            new($"请把 until 写成 {later.From:O}，各版本由旧到新排列。", $"Let its until be {later.From:O}, and order the editions oldest first.")),
    };

    private static IEnumerable<CatalogueFault> LastEnd(DataFile<EditionsFile> file, EditionEntry last) => last.Until is { } until
        ? [
            file.Fault(
                last.Id,
                new($"有空档：自 {until:O} 起没有施行的版本。", $"There is a gap: nothing is in force from {until:O}."),
                new("请把最后一个版本的 until 写成 null，或补上其后的版本。", "Let the last edition's until be null, or add the edition that follows.")),
        ]
        : [];
}
