using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Silo.Evidence;
using CreditGate.Silo.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Evidence;

public sealed class EvidenceTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task InclusionProof_OfAReceipt_HoldsUnderTheKeyThatWasShown()
    {
        var department = await shared.Gate.As("D13");
        var answer = await department.Check(Calls.CheckOf(Invented.Entity()));
        await Seal(answer.Text("receipt")!);

        var proof = await department.Get($"/v1/evidence/proofs?receipt={answer.Text("receipt")}");

        var checkpoint = SignedCheckpoint.Parse(proof.GetProperty("checkpoint").Text("note")!)!;
        var key = PublicKey.ReadAll((await department.Get("/v1/evidence/keys")).GetProperty("keys")[0].Text("publicKey")!).Single();
        Assert.True(checkpoint.IsSignedBy(key));
        var entry = proof.GetProperty("entry");
        var leaf = new LogEntry(entry.Text("kind")!, 0, entry.Text("segment")!, entry.GetProperty("sequence").GetInt64(), entry.GetProperty("commitment").GetBytesFromBase64(), []).LeafHash();
        Assert.True(MerkleProof.Includes(leaf, proof.GetProperty("index").GetInt64(), checkpoint.Checkpoint.Size, Path(proof), checkpoint.Checkpoint.Root));
    }

    [Fact]
    public async Task InclusionProof_OfFeedbackCasesAndEditions_HoldsAndBindsWhatWasSaid()
    {
        var (operate, department, uscc) = (shared.Gate.Operator, await shared.Gate.As("D13"), Invented.Entity());
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));
        var answer = await department.Check(Calls.CheckOf(uscc).With("businessNumber", $"示例证据{uscc}"));
        var code = answer.GetProperty("measures")[0].Text("code");
        await department.Post($"/v1/receipts/{answer.Text("receipt")}/feedback", new JsonObject
        {
            ["operator"] = "示例经办人",
            ["items"] = new JsonArray(new JsonObject { ["code"] = code, ["action"] = "applied", ["result"] = "示例结果", ["effectiveFrom"] = Days.Ago(0) }),
        });
        await department.Post("/v1/decided-cases", new JsonObject
        {
            ["rows"] = new JsonArray(new JsonObject
            {
                ["matter"] = "MT-C01",
                ["businessNumber"] = $"示例证据{uscc}",
                ["subject"] = Rows.Entity(uscc),
                ["decision"] = "refused",
                ["decidedAt"] = TimeProvider.System.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            }),
        });
        await operate.Post("/v1/catalogue/editions", new JsonObject { ["id"] = $"proof-{uscc}", ["name"] = new JsonObject { ["zh"] = "示例版", ["en"] = "Example edition" }, ["basedOn"] = "2026-04" });
        await Seal(answer.Text("receipt")!);

        var file = await department.Get($"/v1/decided-cases/checks?matter=MT-C01&businessNumber={Uri.EscapeDataString($"示例证据{uscc}")}");
        var act = (await operate.Get("/v1/catalogue/editions")).GetProperty("editions").EnumerateArray().Single(edition => edition.Text("id") == $"proof-{uscc}").GetProperty("acts")[0];
        var feedback = await Proven(department, $"feedback={answer.Text("receipt")}&code={code}");
        var reported = await Proven(department, $"declaration={file.GetProperty("declaration").GetInt64()}");
        var submitted = await Proven(await shared.Gate.As("D22"), $"declaration={act.GetProperty("declaration").GetInt64()}");

        Assert.Equal("示例结果", feedback.Text("result"));
        Assert.Equal($"示例证据{uscc}", reported.Text("number"));
        Assert.Equal(($"proof-{uscc}", "Submitted"), (submitted.GetProperty("act").Text("edition"), submitted.GetProperty("act").Text("kind")));
        foreach (var others in (string[])[$"feedback={answer.Text("receipt")}&code={code}", $"declaration={file.GetProperty("declaration").GetInt64()}"])
        {
            await (await (await shared.Gate.As("D22")).GetAsync($"/v1/evidence/proofs?{others}", Cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
        }

        await (await department.GetAsync($"/v1/evidence/proofs?feedback={answer.Text("receipt")}", Cancellation)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
    }

    [Fact]
    public async Task ConsistencyProof_JoinsTwoCheckpoints()
    {
        var department = await shared.Gate.As("D13");
        for (var round = 0; round < 2; round++)
        {
            await Seal((await department.Check(Calls.CheckOf(Invented.Entity()))).Text("receipt")!);
        }

        var sizes = (await department.Get("/v1/evidence/checkpoints")).GetProperty("checkpoints").EnumerateArray().Select(static one => one.GetProperty("size").GetInt64()).ToArray();
        var proof = await department.Get($"/v1/evidence/proofs/consistency?from={sizes[0]}&to={sizes[^1]}");

        var (from, to) = (SignedCheckpoint.Parse(proof.GetProperty("from").Text("note")!)!.Checkpoint, SignedCheckpoint.Parse(proof.GetProperty("to").Text("note")!)!.Checkpoint);
        Assert.True(from.Size < to.Size);
        Assert.True(MerkleProof.IsConsistent(from.Size, from.Root, to.Size, to.Root, Path(proof)));
    }

    [Fact]
    public async Task InclusionProof_DoesNotExist_ForAnotherOrganisation()
    {
        var answer = await (await shared.Gate.As("D13")).Check(Calls.CheckOf(Invented.Entity()));
        await Seal(answer.Text("receipt")!);

        await (await (await shared.Gate.As("D22")).GetAsync($"/v1/evidence/proofs?receipt={answer.Text("receipt")}", Cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Verify_SaysGenuine_OfAnswerAndReceiptInEitherLanguage()
    {
        var department = await shared.Gate.As("D13");
        var answer = await Refused(department);
        using var english = new HttpRequestMessage(HttpMethod.Get, $"/v1/receipts/{answer.Text("receipt")}") { Headers = { { "Accept-Language", "en" } } };
        var receipt = await (await department.SendAsync(english, Cancellation)).Body(HttpStatusCode.OK);
        var reordered = new JsonObject(JsonNode.Parse(answer.GetRawText())!.AsObject().Reverse().Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

        foreach (var kept in (JsonNode[])[JsonNode.Parse(answer.GetRawText())!, JsonNode.Parse(receipt.GetRawText())!, reordered])
        {
            Assert.Equal("genuine", (await department.Post("/v1/receipts/verify", kept)).Text("verdict"));
        }
    }

    [Theory]
    [InlineData("outcome", "outcome")]
    [InlineData("measures", "measures")]
    [InlineData("measures.0.rule", "measures[0].rule")]
    [InlineData("validUntil", "validUntil")]
    [InlineData("subject.key", "subject.key")]
    public async Task Verify_NamesTheField_WhenItWasAltered(string field, string named)
    {
        var department = await shared.Gate.As("D13");
        var kept = JsonNode.Parse((await Refused(department)).GetRawText())!;
        Alter(kept, field.Split('.'));

        var verdict = await department.Post("/v1/receipts/verify", kept);

        Assert.Equal("altered", verdict.Text("verdict"));
        Assert.Equal([named], verdict.GetProperty("altered").EnumerateArray().Select(static path => path.GetString()!));
    }

    [Fact]
    public async Task Verify_SaysUnknown_OfAReceiptThatWasNeverGiven_OrGivenToOthers()
    {
        var answer = await Refused(await shared.Gate.As("D13"));
        var invented = JsonNode.Parse(answer.GetRawText())!;
        invented["receipt"] = Guid.NewGuid();

        Assert.Equal("unknown", (await shared.Gate.Operator.Post("/v1/receipts/verify", invented)).Text("verdict"));
        Assert.Equal("unknown", (await (await shared.Gate.As("D22")).Post("/v1/receipts/verify", JsonNode.Parse(answer.GetRawText())!)).Text("verdict"));
        await (await shared.Gate.Operator.Send("/v1/receipts/verify", "{}")).Problem(HttpStatusCode.UnprocessableEntity, "validation");
    }

    /// <summary>The payload of a row whose proof holds under the key that was shown, and whose salt and payload are those that the log holds.</summary>
    /// <summary>The bytes of a scene's receipt hold what the organisation that asked is not told.</summary>
    [Fact]
    public async Task InclusionProof_OfASceneOrARiskClass_KeepsTheBytes_FromWhomTheyAreVeiled()
    {
        var (uscc, market) = (Invented.Entity(), await shared.Gate.As("D13"));
        var scene = (await (await shared.Gate.As("D35")).Check(Calls.CheckOf(Invented.Person(), "MT-J02"))).Text("receipt")!;
        var plan = (await market.Check(Calls.CheckOf(uscc, "MT-E01"))).Text("receipt")!;
        await Seal(scene);
        await Seal(plan);
        using var without = await shared.Gate.With("D13", ["check"], new JsonObject { ["matters"] = new JsonArray("MT-A01") });

        foreach (var (client, receipt, isTold) in (IEnumerable<(HttpClient, string, bool)>)[(await shared.Gate.As("D35"), scene, false), (shared.Gate.Operator, scene, true), (without, plan, false), (market, plan, true)])
        {
            var proof = await client.Get($"/v1/evidence/proofs?receipt={receipt}");
            Assert.Equal((isTold, isTold), (proof.TryGetProperty("payload", out _), proof.TryGetProperty("salt", out _)));
        }
    }

    private static async Task<JsonElement> Proven(HttpClient client, string of)
    {
        var proof = await client.Get($"/v1/evidence/proofs?{of}");
        var checkpoint = SignedCheckpoint.Parse(proof.GetProperty("checkpoint").Text("note")!)!;
        Assert.True(checkpoint.IsSignedBy(PublicKey.ReadAll((await client.Get("/v1/evidence/keys")).GetProperty("keys")[0].Text("publicKey")!).Single()));
        var entry = proof.GetProperty("entry");
        var leaf = new LogEntry(entry.Text("kind")!, 0, entry.Text("segment")!, entry.GetProperty("sequence").GetInt64(), entry.GetProperty("commitment").GetBytesFromBase64(), []).LeafHash();
        Assert.True(MerkleProof.Includes(leaf, proof.GetProperty("index").GetInt64(), checkpoint.Checkpoint.Size, Path(proof), checkpoint.Checkpoint.Root));
        Assert.Equal(16, proof.GetProperty("salt").GetBytesFromBase64().Length);
        return JsonElement.Parse(proof.GetProperty("payload").GetBytesFromBase64());
    }

    private async Task<JsonElement> Refused(HttpClient department)
    {
        var uscc = Invented.Entity();
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));
        return await department.Check(Calls.CheckOf(uscc));
    }

    /// <summary>Ships and seals at once, instead of waiting for the next turn of either.</summary>
    private async Task Seal(string receipt)
    {
        var shipper = shared.Gate.Services.GetRequiredService<ReceiptShipper>();
        while (await shared.Gate.Services.GetRequiredService<Actors.Ledger.IReceiptLedger>().FindReceipt(Guid.Parse(receipt), Cancellation) is null)
        {
            await shipper.ShipBatch();
        }

        await shared.Gate.Services.GetRequiredService<EvidenceService>().Turn(Cancellation);
    }

    private static ImmutableArray<byte[]> Path(JsonElement proof) => [.. proof.GetProperty("path").EnumerateArray().Select(static hash => hash.GetBytesFromBase64())];

    private static void Alter(JsonNode node, string[] path)
    {
        var parent = path[..^1].Aggregate(node, static (at, name) => int.TryParse(name, out var index) ? at[index]! : at[name]!);
        parent[path[^1]] = parent[path[^1]] is JsonArray ? new JsonArray() : "示例";
    }
}
