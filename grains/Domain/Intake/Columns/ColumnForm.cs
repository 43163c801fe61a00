using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>
/// A form of CSV file: its columns, and what a row of its cells says. Permits and penalties have the columns of the
/// double-publicity standard (双公示); lists have columns as departments' systems were seen to name them.
/// </summary>
public sealed class ColumnForm
{
    private static readonly Lazy<FormsFile> File = new(static () => Load());

    private readonly FrozenDictionary<string, int> _byName;
    private readonly FrozenDictionary<string, Column> _byField;
    private readonly FrozenDictionary<string, int> _byCode;
    private readonly Func<RowCells, string?, RecordRow> _read;

    private ColumnForm(LocalText name, ImmutableArray<Column> columns, Func<RowCells, string?, RecordRow> read)
    {
        (Name, Columns, _read) = (name, columns, read);
        _byCode = columns.Select(static (column, slot) => (column.Code, slot)).ToFrozenDictionary(static pair => pair.Code, static pair => pair.slot);
        _byName = columns.SelectMany(static (column, slot) => column.Names.Select(HeaderText.Normal).Distinct().Select(name => (name, slot)))
            .ToFrozenDictionary(static pair => pair.name, static pair => pair.slot);
        _byField = columns.SelectMany(static column => column.Reads.Select(field => (field, column))).ToFrozenDictionary(static pair => pair.field, static pair => pair.column);
    }

    public static ColumnForm Permit { get; } = new(new("行政许可", "permits"), File.Value.Permit, PermitCells.Read);

    public static ColumnForm Penalty { get; } = new(new("行政处罚", "penalties"), File.Value.Penalty, PenaltyCells.Read);

    public static ColumnForm List { get; } = new(new("名单", "lists"), File.Value.List, ListCells.Read);

    public static ImmutableArray<ColumnForm> All { get; } = [Permit, Penalty, List];

    public LocalText Name { get; }

    public ImmutableArray<Column> Columns { get; }

    /// <summary>The column that a field of <see cref="RecordRow"/>, or the nearest field around it, was read from; null when none was.</summary>
    /// <param name="field">Path such as <c>categories[1]</c> or <c>subject.person.idNumber</c>.</param>
    public Column? ColumnOf(string field)
    {
        for (var path = field; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
        {
            if (_byField.TryGetValue(path, out var column))
            {
                return column;
            }
        }

        return null;
    }

    internal int SlotOf(string code) => _byCode[code];

    /// <summary>Place among <see cref="Columns"/> of a name in a header, or -1.</summary>
    internal int SlotNamed(string name) => _byName.GetValueOrDefault(HeaderText.Normal(name), -1);

    internal RecordRow Read(RowCells cells, string? list) => _read(cells, list);

    private static FormsFile Load()
    {
        using var data = typeof(ColumnForm).Assembly.GetManifestResourceStream("intake/columns.json")!;
        return JsonSerializer.Deserialize<FormsFile>(data, FormsFile.Options)!;
    }

    private sealed record FormsFile(ImmutableArray<Column> Permit, ImmutableArray<Column> Penalty, ImmutableArray<Column> List)
    {
        public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
    }
}
