using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace CreditGate.Domain.Catalogues.Loading;

internal sealed partial class JsonEntry
{
    public string String(string member) => OptionalString(member) ?? Missing(member, "");

    public string? OptionalString(string member) => Find(member) is { } value ? StringOf(value, member) : null;

    public ImmutableArray<string> Strings(string member) => OptionalStrings(member) ?? Missing<ImmutableArray<string>>(member, []);

    public ImmutableArray<string>? OptionalStrings(string member) => Find(member) is { } value
        ? value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => StringOf(item, member))]
            : Wrong<ImmutableArray<string>>(member, new("由字符串组成的数组", "an array of strings"), [])
        : null;

    public LocalText Text(string member) => OptionalText(member) ?? Missing(member, new LocalText("", ""));

    public LocalText? OptionalText(string member) => OptionalChild(member, text => new LocalText(text.String("zh"), text.String("en")));

    public Provenance Confidence(string member) => OptionalConfidence(member) ?? Missing(member, new Provenance(Catalogues.Confidence.Own, ""));

    public Provenance? OptionalConfidence(string member) =>
        OptionalChild(member, confidence => new Provenance(confidence.OneOf<Confidence>("mark"), confidence.String("note")));

    public bool Bool(string member) => Find(member) is { } value
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Wrong(member, new(" true 或 false", "true or false"), false)
        : Missing(member, false);

    public int Int(string member) => OptionalInt(member) ?? Missing(member, 0);

    public int? OptionalInt(string member) => Find(member) is { } value
        ? value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : Wrong(member, new("整数", "a whole number"), 0)
        : null;

    public decimal? OptionalDecimal(string member) => Find(member) is { } value
        ? value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : Wrong(member, new("数字", "a number"), 0m)
        : null;

    public DateOnly Date(string member) => OptionalDate(member) ?? Missing(member, default(DateOnly));

    public DateOnly? OptionalDate(string member) => Find(member) is { } value ? DateOf(StringOf(value, member), member) : null;

    public ImmutableArray<DateOnly> Dates(string member) => [.. Strings(member).Select(day => DateOf(day, member))];

    /// <summary>An enum value by its name in camel case; numbers say nothing to the reader of a legal text.</summary>
    public T OneOf<T>(string member)
        where T : struct, Enum => OptionalOneOf<T>(member) ?? Missing(member, default(T));

    public T? OptionalOneOf<T>(string member)
        where T : struct, Enum => Find(member) is { } value ? Named<T>(StringOf(value, member), member) : null;

    public ImmutableArray<T> EachOneOf<T>(string member)
        where T : struct, Enum => [.. Strings(member).Select(item => Named<T>(item, member))];

    /// <summary>Subject kinds as the files write them: <c>["entity", "person"]</c>, at least one.</summary>
    public SubjectKinds SubjectKinds(string member)
    {
        var kinds = Strings(member);
        return kinds.IsEmpty || kinds.Any(kind => kind is not ("entity" or "person"))
            ? Wrong(member, new(" [\"entity\"]、[\"person\"] 或两者", "[\"entity\"], [\"person\"] or both"), Catalogues.SubjectKinds.None)
            : kinds.Aggregate(Catalogues.SubjectKinds.None, (all, kind) => all | (kind == "entity" ? Catalogues.SubjectKinds.Entity : Catalogues.SubjectKinds.Person));
    }

    private string StringOf(JsonElement value, string member)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return Wrong(member, new("字符串", "a string"), "");
        }

        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Blank(name, path + member);
        }

        return text;
    }

    private DateOnly DateOf(string text, string member) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Wrong(member, new("日期（如 2026-04-01）", "a day such as 2026-04-01"), day);

    private T Named<T>(string text, string member)
        where T : struct, Enum
    {
        if (text.Length == 0)
        {
            return default;     // no string, or blank: noted already
        }

        var names = Enum.GetNames<T>();
        var index = Array.FindIndex(names, candidate => MemberName.Of(candidate) == text);
        var known = string.Join(", ", names.Select(MemberName.Of));
        return index >= 0 ? Enum.Parse<T>(names[index]) : Wrong(member, new($"以下之一：{known}", $"one of {known}"), default(T));
    }
}
