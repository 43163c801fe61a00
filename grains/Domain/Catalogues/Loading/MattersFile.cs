using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>The matters, with cells stated once where they repeat: a matter's own cell goes over its category's profile, which goes over the common one.</summary>
/// <param name="Confidence">Of every matter that does not state its own.</param>
internal sealed record MattersFile(Provenance Confidence, CellRow Common, CategoryProfiles Profiles, ImmutableArray<MatterEntry> Matters)
{
    public static MattersFile Read(JsonEntry file) => new(
        file.Confidence("confidence"),
        file.OptionalChild("common", CellRow.Read) ?? CellRow.Empty,
        file.OptionalChild("profiles", CategoryProfiles.Read) ?? CategoryProfiles.Empty,
        file.Each("matters", MatterEntry.Read));

    /// <summary>What the matter states of a status; parts that nothing states are null.</summary>
    public CellEntry CellOf(MatterEntry matter, StatusColumn column) =>
        matter.Cells[column].Over(Profiles[matter.Category][column]).Over(Common[column]);
}

internal sealed record MatterEntry(
    string Code,
    LocalText Name,
    MatterCategory Category,
    LocalText HandlingDepartments,
    ImmutableArray<string> Departments,
    SubjectKinds SubjectKinds,
    bool MustCheck,
    int AnswerAgeWorkingDays,
    CellRow Cells,
    Provenance? Confidence)
{
    public static MatterEntry Read(JsonEntry entry) => new(
        entry.String("code"),
        entry.Text("name"),
        entry.OneOf<MatterCategory>("category"),
        entry.Text("handlingDepartments"),
        entry.Strings("departments"),
        entry.SubjectKinds("subjectKinds"),
        entry.Bool("mustCheck"),
        entry.OptionalInt("answerAgeWorkingDays") ?? 1,
        entry.OptionalChild("cells", CellRow.Read) ?? CellRow.Empty,
        entry.OptionalConfidence("confidence"));
}
