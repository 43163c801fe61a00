using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>The matters, with cells stated once where they repeat: a matter's own cell goes over its category's profile, which goes over the common one.</summary>
/// <param name="Confidence">Of every matter that does not state its own.</param>
internal sealed record MattersFile(
    Provenance Confidence,
    Dictionary<StatusColumn, CellEntry> Common,
    Dictionary<MatterCategory, Dictionary<StatusColumn, CellEntry>> Profiles,
    ImmutableArray<MatterEntry> Matters)
{
    /// <summary>What the matter states of a status; parts that nothing states are null.</summary>
    public CellEntry CellOf(MatterEntry matter, StatusColumn column)
    {
        var common = Common.GetValueOrDefault(column) ?? new CellEntry();
        var profile = Profiles.GetValueOrDefault(matter.Category)?.GetValueOrDefault(column) ?? common;
        return matter.Cells?.GetValueOrDefault(column)?.Over(profile.Over(common)) ?? profile.Over(common);
    }
}

internal sealed record MatterEntry(
    string Code,
    LocalText Name,
    MatterCategory Category,
    LocalText HandlingDepartments,
    SubjectKinds SubjectKinds,
    bool MustCheck,
    int AnswerAgeWorkingDays = 1,
    Dictionary<StatusColumn, CellEntry>? Cells = null,
    Provenance? Confidence = null);

/// <summary>A cell, or the part of it that differs from the one below.</summary>
internal sealed record CellEntry(Verdict? Verdict = null, ImmutableArray<string>? Codes = null, LocalText? Text = null)
{
    public bool IsComplete => Verdict is not null && Codes is not null && Text is not null;

    public CellEntry Over(CellEntry below) => new(Verdict ?? below.Verdict, Codes ?? below.Codes, Text ?? below.Text);

    /// <exception cref="InvalidOperationException">The cell is not complete, which the checks exclude.</exception>
    public Cell ToCell() => Verdict is { } verdict && Codes is { } codes && Text is { } text
        ? new Cell(verdict, codes, text)
        : throw new InvalidOperationException("An incomplete cell passed the checks.");
}
