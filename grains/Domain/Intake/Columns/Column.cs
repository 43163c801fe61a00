using System.Collections.Immutable;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>Whether the cells of a column must be filled, in a file that has the column.</summary>
public enum CellNeed
{
    Optional,
    Always,

    /// <summary>In rows on entities.</summary>
    Entity,

    /// <summary>In rows on natural persons.</summary>
    Person,
}

/// <summary>Whether a file without the column can be read.</summary>
public enum HeaderNeed
{
    Optional,
    Must,

    /// <summary>One of these must be there: they name the subject.</summary>
    Either,
}

/// <summary>A column of a form of files.</summary>
/// <param name="Code">As the standard names it, such as <c>CF_JDRQ</c>.</param>
/// <param name="Zh">As people name it.</param>
/// <param name="Also">Other names that files were seen to use.</param>
/// <param name="Reads">Fields of <see cref="RecordRow"/> that come from it.</param>
public sealed record Column(
    string Code, string Zh, CellNeed Need = CellNeed.Optional, HeaderNeed Header = HeaderNeed.Optional, ImmutableArray<string> Also = default, ImmutableArray<string> Reads = default)
{
    public ImmutableArray<string> Also { get; init; } = Also.IsDefault ? [] : Also;

    public ImmutableArray<string> Reads { get; init; } = Reads.IsDefault ? [] : Reads;

    /// <summary>Code and Chinese name, for texts.</summary>
    public string Title => Code == Zh ? Code : $"{Code}（{Zh}）";

    internal IEnumerable<string> Names => [Code, Zh, .. Also];
}
