using System.Text;
using System.Text.Json.Nodes;
using CreditGate.Domain.Catalogues;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

/// <summary>The product's own data with some files changed in memory.</summary>
internal sealed class EditedData
{
    private readonly Dictionary<string, byte[]?> _changed = [];

    /// <summary>Changes a file, loads, and expects exactly this fault, which the exception's message states too.</summary>
    /// <param name="problem">Part of the problem's text.</param>
    public static void Expect(string file, string entry, string problem, Action<JsonNode> edit) =>
        new EditedData().Edit(file, edit).ExpectFault(file, entry, problem);

    public void ExpectFault(string file, string entry, string problem)
    {
        var fault = Assert.Single(Faults());
        Assert.Equal((file, entry), (fault.File, fault.Entry));
        Assert.Contains(problem, fault.Problem.En, StringComparison.Ordinal);
    }

    /// <summary>All faults, each told in both languages, and by the exception's message in English.</summary>
    public IReadOnlyList<CatalogueFault> Faults() => Faults(static open => CatalogueLoader.Load(open));

    /// <param name="load">Loads the catalogue, or a book beside it.</param>
    public IReadOnlyList<CatalogueFault> Faults(Action<Func<string, Stream?>> load)
    {
        var exception = Assert.Throws<CatalogueException>(() => load(Open));
        Assert.All(exception.Faults, fault => Assert.Contains($"{fault.File}, {fault.Entry}: {fault.Problem.En} {fault.Fix.En}", exception.Message, StringComparison.Ordinal));
        Assert.All(exception.Faults, FaultTexts.AreInBothLanguages);
        return exception.Faults;
    }

    public EditedData Edit(string file, Action<JsonNode> edit)
    {
        using var stream = Open(file);
        var root = JsonNode.Parse(stream!)!;
        edit(root);
        return Write(file, root.ToJsonString());
    }

    public EditedData Write(string file, string content)
    {
        _changed[file] = Encoding.UTF8.GetBytes(content);
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
