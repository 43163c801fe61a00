namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>The editions follow each other without gap or overlap, oldest first, and the last has no end.</summary>
internal static class EditionChecks
{
    public static IEnumerable<CatalogueFault> Run(DataFile<EditionsFile> file)
    {
        var editions = file.Content.Editions;
        return editions.IsEmpty
            ? [file.Fault("editions", "There is no edition.", "Describe at least one.")]
            :
            [
                .. DuplicateChecks.In(file, content => content.Editions.Select(edition => edition.Id)),
                .. editions.Where(edition => edition.Until <= edition.From)
                    .Select(edition => file.Fault(edition.Id, $"It ends on {edition.Until:O}, not after its start.", "Let until be a day after from.")),
                .. editions.Zip(editions.Skip(1), (earlier, later) => Seam(file, earlier, later)).OfType<CatalogueFault>(),
                .. LastEnd(file, editions[^1]),
            ];
    }

    private static CatalogueFault? Seam(DataFile<EditionsFile> file, EditionEntry earlier, EditionEntry later) => earlier.Until switch
    {
        { } until when until == later.From => null,
        { } until when until < later.From => file.Fault(earlier.Id, $"There is a gap: it ends on {until:O}, {later.Id} starts on {later.From:O}.", $"Let its until be {later.From:O}."),
        _ => file.Fault(earlier.Id, $"It overlaps {later.Id}, which starts on {later.From:O}.", $"Let its until be {later.From:O}, and order the editions oldest first."),
    };

    private static IEnumerable<CatalogueFault> LastEnd(DataFile<EditionsFile> file, EditionEntry last) => last.Until is { } until
        ? [file.Fault(last.Id, $"There is a gap: nothing is in force from {until:O}.", "Let the last edition's until be null, or add the edition that follows.")]
        : [];
}
