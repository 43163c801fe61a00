using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditGate.Domain.Catalogues.Publishing;

/// <summary>An edition with every file it rests on, so that it means the same for ever, whatever data later releases bring.</summary>
/// <param name="From">The day it was submitted; when it comes into force is decided by its publication.</param>
/// <param name="Publicity">Id of the regime in its publicity file.</param>
/// <param name="Files">By name, such as rules.json, as they were sent.</param>
public sealed record EditionPackage(string Id, LocalText Name, DateOnly From, string Publicity, ImmutableSortedDictionary<string, JsonElement> Files)
{
    private const string EditionsFile = "editions.json";
    private static readonly string[] Rooms =
        ["measures.json", "incentives.json", "lists.json", "matters.json", "rules.json", "publicity.json", "severity.json", "departments.json"];

    /// <summary>The files of the product's own data.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Own { get; } = Read();

    public static bool IsFile(string name) => Own.ContainsKey(name) || IsCalendar(name);

    /// <summary>The edition, in force from an instant on.</summary>
    /// <exception cref="CatalogueException">The data breaks a rule; lists every fault.</exception>
    public Edition Build(DateTimeOffset startsAt) =>
        CatalogueLoader.Load(Open).Editions[0] with { StartsAt = startsAt, EndsAt = null };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, LedgerJson.Options.GetTypeInfo(typeof(EditionPackage)));

    /// <exception cref="InvalidDataException">These are not the bytes of a package.</exception>
    public static EditionPackage Read(ReadOnlySpan<byte> bytes) =>
        (EditionPackage?)JsonSerializer.Deserialize(bytes, LedgerJson.Options.GetTypeInfo(typeof(EditionPackage))) ?? throw new InvalidDataException("An edition without content.");

    private Stream? Open(string name) =>
        name == EditionsFile ? new MemoryStream(Entry()) : Files.TryGetValue(name, out var file) ? new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file.GetRawText())) : null;

    private byte[] Entry() => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["calendars"] = new JsonArray([.. Files.Keys.Where(IsCalendar).Select(static name => (JsonNode)name)]),
        ["editions"] = new JsonArray(new JsonObject
        {
            ["id"] = Id,
            ["name"] = new JsonObject { ["zh"] = Name.Zh, ["en"] = Name.En },
            ["from"] = From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["publicity"] = Publicity,
        }),
    });

    private static bool IsCalendar(string name) => name.StartsWith("calendar/", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal);

    private static ImmutableSortedDictionary<string, JsonElement> Read()
    {
        using var editions = JsonDocument.Parse(CatalogueLoader.OpenEmbedded(EditionsFile)!);
        return Rooms.Concat(editions.RootElement.GetProperty("calendars").EnumerateArray().Select(static name => name.GetString()!))
            .ToImmutableSortedDictionary(static name => name, static name => JsonElement.Parse(new StreamReader(CatalogueLoader.OpenEmbedded(name)!).ReadToEnd()), StringComparer.Ordinal);
    }
}
