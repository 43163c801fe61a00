using System.Collections.Immutable;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>A cell, or the part of it that differs from the one below.</summary>
internal sealed record CellEntry(Verdict? Verdict, ImmutableArray<string>? Codes, LocalText? Text)
{
    public static CellEntry Empty { get; } = new(null, null, null);

    public bool IsComplete => Verdict is not null && Codes is not null && Text is not null;

    public static CellEntry Read(JsonEntry entry) =>
        new(entry.OptionalOneOf<Verdict>("verdict"), entry.OptionalStrings("codes"), entry.OptionalText("text"));

    public CellEntry Over(CellEntry below) => new(Verdict ?? below.Verdict, Codes ?? below.Codes, Text ?? below.Text);

    /// <exception cref="InvalidOperationException">The cell is not complete, which the checks exclude.</exception>
    public Cell ToCell() => Verdict is { } verdict && Codes is { } codes && Text is { } text
        ? new Cell(verdict, codes, text)
        : throw new InvalidOperationException("An incomplete cell passed the checks.");
}

/// <summary>Cells by status; empty where nothing is stated.</summary>
internal sealed class CellRow(ImmutableArray<CellEntry> cells)
{
    private static readonly ImmutableArray<StatusColumn> Columns = [.. Enum.GetValues<StatusColumn>()];

    public static CellRow Empty { get; } = new([.. Columns.Select(_ => CellEntry.Empty)]);

    public CellEntry this[StatusColumn column] => cells[(int)column];

    public static CellRow Read(JsonEntry entry) =>
        new([.. Columns.Select(column => entry.OptionalChild(MemberName.Of(column), CellEntry.Read) ?? CellEntry.Empty)]);
}

/// <summary>Cells by category of matter.</summary>
internal sealed class CategoryProfiles(ImmutableArray<CellRow> rows)
{
    private static readonly ImmutableArray<MatterCategory> Categories = [.. Enum.GetValues<MatterCategory>()];

    public static CategoryProfiles Empty { get; } = new([.. Categories.Select(_ => CellRow.Empty)]);

    public CellRow this[MatterCategory category] => rows[(int)category];

    public static CategoryProfiles Read(JsonEntry entry) =>
        new([.. Categories.Select(category => entry.OptionalChild(MemberName.Of(category), CellRow.Read) ?? CellRow.Empty)]);
}
