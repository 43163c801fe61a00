using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Checks;
using CreditGate.Api.Hosting;
using CreditGate.Api.Receipts;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Sampling;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

public sealed class AnswerWriterTests(SharedGate shared)
{
    /// <summary>One ruling for all of them, as the subject's grain keeps it; what is kept in writing must not be one agency's.</summary>
    [Fact]
    public async Task Answer_HasTheRatiosOfTheAgencyThatAsks_WhoeverAskedBefore()
    {
        var (uscc, supervision) = (Invented.Entity(), await shared.Gate.As("D13"));
        await supervision.Push(Rows.Of("riskClass", Rows.Entity(uscc), "示例分类1号").With("grade", "D"));
        var answer = await supervision.Check(Calls.CheckOf(uscc, "MT-E01"));
        var receipt = (await shared.Gate.Services.GetRequiredService<ReceiptWriter>().Find(Guid.Parse(answer.Text("receipt")!), TestContext.Current.CancellationToken))!;
        var text = new CheckText(shared.Gate.Services.GetRequiredService<Catalogue>(), WithRatiosOf("D41"));
        var writer = new AnswerWriter(text);

        foreach (var agency in (string[])["D13", "D13", "D41", "D41", "D13", "D41"])
        {
            var own = receipt with { Organisation = agency };
            Assert.Equal(JsonSerializer.Serialize(text.Of(own, Language.Zh), ApiJson.Options), Encoding.UTF8.GetString(writer.Write(own, Language.Zh)));
            Assert.Equal(agency == "D41" ? 77 : 20, Sampling(writer, own).GetProperty("fromPercent").GetInt32());
        }
    }

    private static JsonElement Sampling(AnswerWriter writer, Receipt receipt) => JsonDocument.Parse(writer.Write(receipt, Language.Zh).ToArray()).RootElement.GetProperty("sampling");

    private static SamplingBook WithRatiosOf(string agency)
    {
        var whole = JsonNode.Parse(CatalogueLoader.OpenEmbedded("sampling.json")!)!;
        whole["policies"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["class"] = "D",
            ["agency"] = agency,
            ["fromPercent"] = 77,
            ["toPercent"] = 88,
            ["frequency"] = new JsonObject { ["zh"] = "示例", ["en"] = "example" },
            ["confidence"] = new JsonObject { ["mark"] = "own", ["note"] = "example" },
        });
        return SamplingBook.Load(_ => new MemoryStream(Encoding.UTF8.GetBytes(whole.ToJsonString())));
    }
}
