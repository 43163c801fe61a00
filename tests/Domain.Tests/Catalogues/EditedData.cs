using System.Text.Json.Nodes;
using CreditGate.Domain.Catalogues;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

/// <summary>The product's own data with some files changed in memory.</summary>
internal sealed class EditedData
{
    private readonly Dictionary<string, byte[]?> _changed = [];

    /// <summary>Changes a file and loads; the load must fail.</summary>
    public static CatalogueException FaultsOf(string file, Action<JsonNode> edit) =>
        Assert.Throws<CatalogueException>(() => CatalogueLoader.Load(new EditedData().Edit(file, edit).Open));

    public EditedData Edit(string file, Action<JsonNode> edit)
    {
        using var stream = Open(file);
        var root = JsonNode.Parse(stream!)!;
        edit(root);
        return Write(file, root.ToJsonString());
    }

    public EditedData Write(string file, string content)
    {
        _changed[file] = System.Text.Encoding.UTF8.GetBytes(content);
        return this;
    }

    public EditedData Remove(string file)
    {
        _changed[file] = null;
        return this;
    }

    public Stream? Open(string file) => _changed.TryGetValue(file, out var bytes)
        ? bytes is null ? null : new MemoryStream(bytes)
        : CatalogueLoader.OpenEmbedded(file);
}

internal static class JsonEdits
{
    /// <summary>The entry of an array with a code or id.</summary>
    public static JsonNode Entry(this JsonNode root, string array, string code) =>
        root[array]!.AsArray().Single(entry => (string?)(entry!["code"] ?? entry["id"]) == code)!;
}
