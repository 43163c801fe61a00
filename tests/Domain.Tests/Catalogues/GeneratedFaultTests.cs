using System.Text.Json.Nodes;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Deadlines;
using CreditGate.Domain.Remedies;
using CreditGate.Domain.Sampling;
using CreditGate.Domain.Workflows;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

/// <summary>Whatever stands in a file instead of what belongs there, its faults are told in both languages.</summary>
public sealed class GeneratedFaultTests
{
    private const int Depths = 7;

    private static readonly Dictionary<string, Action<Func<string, Stream?>>> Others = new()
    {
        ["workflows.json"] = static open => WorkflowBook.Load(open),
        ["terms.json"] = static open => TermBook.Load(open),
        ["remedies.json"] = static open => RemedyBook.Load(open),
        ["sampling.json"] = static open => SamplingBook.Load(open),
    };

    private static readonly string?[] Instead = [null, "-1", "0.5", "true", "\"\"", "\"XN-1\"", "[]", "[1]", "{}", """{"example":1}"""];

    [Theory]
    [InlineData("editions.json")]
    [InlineData("measures.json")]
    [InlineData("incentives.json")]
    [InlineData("lists.json")]
    [InlineData("matters.json")]
    [InlineData("rules.json")]
    [InlineData("publicity.json")]
    [InlineData("severity.json")]
    [InlineData("departments.json")]
    [InlineData("calendar/2026.json")]
    [InlineData("workflows.json")]
    [InlineData("terms.json")]
    [InlineData("remedies.json")]
    [InlineData("sampling.json")]
    public void Load_TellsEveryFaultInBothLanguages_WhateverStandsInTheFile(string file)
    {
        var load = Others.GetValueOrDefault(file, static open => CatalogueLoader.Load(open));
        var told = 0;
        foreach (var (depth, instead) in Enumerable.Range(0, Depths).SelectMany(static depth => Instead.Select(instead => (depth, instead))))
        {
            var data = new EditedData().Edit(file, root => Replace(root, depth, instead));
            try
            {
                load(data.Open);
            }
            catch (CatalogueException faulty)
            {
                Assert.All(faulty.Faults, FaultTexts.AreInBothLanguages);
                told += faulty.Faults.Length;
            }
        }

        Assert.True(told > Instead.Length, file);
    }

    [Theory]
    [InlineData("{", "第 1 行第 2 个字节")]
    [InlineData("{\n  \"lists\": [}", "第 2 行第 13 个字节")]
    [InlineData("{\"lists\":[],\"lists\":[]}", "重复的成员")]
    public void Load_TellsWhereAFileIsNoJson_InChineseToo(string content, string told)
    {
        var fault = Assert.Single(new EditedData().Write("lists.json", content).Faults());

        Assert.Contains(told, fault.Problem.Zh, StringComparison.Ordinal);
    }

    /// <summary>Replaces everything that lies so many levels within.</summary>
    private static void Replace(JsonNode? node, int depth, string? instead)
    {
        if (node is JsonObject entry)
        {
            foreach (var name in entry.Select(static member => member.Key).ToList())
            {
                if (depth == 0)
                {
                    entry[name] = instead is null ? null : JsonNode.Parse(instead);
                }
                else
                {
                    Replace(entry[name], depth - 1, instead);
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (var at = 0; at < items.Count; at++)
            {
                if (depth == 0)
                {
                    items[at] = instead is null ? null : JsonNode.Parse(instead);
                }
                else
                {
                    Replace(items[at], depth - 1, instead);
                }
            }
        }
    }
}
