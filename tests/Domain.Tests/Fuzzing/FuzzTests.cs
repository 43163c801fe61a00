using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Fuzzing;
using Xunit;

namespace CreditGate.Domain.Tests.Fuzzing;

/// <summary>Whatever is given to a reader, it answers with what it read or with faults, in bounded time and memory. 1,075,000 inputs with CREDITGATE_FULL=1.</summary>
public sealed class FuzzTests
{
    private static readonly Edition Edition = CatalogueLoader.Load().Editions[^1];
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly JsonSerializerOptions Strict = StrictJson.Options();

    private static readonly string[] Codes = [FictionalCodes.Entity(7).Value, FictionalCodes.Person(7).Value, "p-0190a0c0000070008000000000000000", "v12", "示例某·甲", "ＸＮ９１３６０７００", "本人360799195001010013证号"];

    private static readonly JsonNode[] Rows =
    [
        Parse("""{"kind":"listEntry","subject":{"person":{"name":"示例某","idNumber":"360799195001080010"}},"number":"示1号","revision":2,"decidedOn":"2026-06-01","list":"L01","until":"2027-06-01","basis":"示例依据","linked":[{"role":"director","person":{"name":"示例乙","idNumber":"360799195001010013"}}],"facts":{"listedForLargeOverdueDebt":true},"removal":{"on":"2026-07-01"}}"""),
        Parse("""{"kind":"penalty","subject":{"uscc":"91360702XNDEM00277"},"number":"示罚1号","decidedOn":"2026-06-01","categories":["fine"],"fine10kCny":0.2,"simpleProcedure":false,"dispute":{"objection":"YY-1","receivedOn":"2026-07-01"},"repair":{"case":"XF-1","decidedOn":"2026-08-01"}}"""),
        Parse("""{"kind":"sceneConsent","subject":{"person":{"name":"示例某","idNumber":"360799195001080010"}},"number":"示同1号","decidedOn":"2026-06-01","scenes":["S05"]}"""),
        Parse("""{"kind":"registration","subject":{"uscc":"91360702XNDEM00277"},"number":"91360702XNDEM00277","decidedOn":"2016-06-01","name":"示例有限公司","establishedOn":"2016-06-01"}"""),
    ];

    private static readonly JsonNode Check = Parse("""{"subject":{"person":{"name":"示例某","idNumber":"360799195001080010"}},"matter":"MT-B01","businessNumber":"示例办件1号","purpose":"示例任职核查","linked":[{"role":"director","key":"p-0190a0c0000070008000000000000000"}],"requestId":"a-1","consistency":"atLeast","token":"v3","deadlineMs":500,"explain":true}""");

    private static readonly JsonElement Given = JsonElement.Parse(Check.ToJsonString());

    [Fact]
    public Task Codes_AreReadOrFaulted() => Fuzz.Each(4_000, 400_000, static mutator =>
    {
        var text = mutator.Chance(3) ? mutator.Text() : mutator.Of(mutator.One(Codes));
        _ = Uscc.Parse(text);
        if (CitizenId.Parse(text).Value is { } id)
        {
            _ = id.IsAdultOn(DateOnly.MaxValue) ? id.Masked : id.ToString();
        }

        _ = PersonName.Parse(text).Value?.Masked;
        _ = SubjectKey.TryParse(text, out _);
        _ = Token.TryParse(text, out _);
        Assert.False(PersonalText.HoldsId(PersonalText.MaskIds(text)));
    });

    [Fact]
    public Task Rows_AreReadOrFaulted() => Fuzz.Each(1_500, 300_000, static mutator =>
    {
        var (row, faults) = RowJson.Read(mutator.Json(mutator.One(Rows)));
        Assert.Equal(row is null, !faults.IsEmpty);
        if (row is not null)
        {
            var reading = new RecordReader(Edition, Today).Read(row, "D34", mutator.Chance(4) ? DateTimeOffset.MaxValue : Now, 1);
            Assert.Equal(reading.Draft is null, !reading.Faults.IsEmpty);
        }
    });

    [Fact]
    public Task Checks_AreReadOrFaulted() => Fuzz.Each(1_500, 250_000, static mutator =>
    {
        if (Read<CheckRow>(mutator.Json(Check)) is { } row)
        {
            var reading = new CheckReader(Edition, Today) { AnyAge = mutator.Chance(2) }.Read(row);
            Assert.Equal(reading.Request is null, !reading.Faults.IsEmpty);
        }
    });

    [Fact]
    public Task Receipts_AreComparedOrNoJson() => Fuzz.Each(1_500, 100_000, static mutator =>
    {
        // As the API takes a document: what is no JSON, or no text, reaches no comparison.
        if (Read<JsonElement?>(mutator.Json(Check)) is { } kept && WholeJson.Is(kept))
        {
            _ = JsonComparison.Differences(kept, Given);
        }
    });

    [Fact]
    public async Task Editions_AreBuiltOrFaulted()
    {
        string[] files = ["measures.json", "incentives.json", "lists.json", "matters.json", "rules.json", "publicity.json", "severity.json", "departments.json", "editions.json", "calendar/2026.json"];
        var samples = files.ToDictionary(static name => name, static name => JsonNode.Parse(CatalogueLoader.OpenEmbedded(name)!)!);
        await Fuzz.Each(30, 5_000, mutator =>
        {
            var name = mutator.One(files);
            var changed = mutator.Json(samples[name]);
            try
            {
                _ = CatalogueLoader.Load(asked => asked == name ? new MemoryStream(changed) : CatalogueLoader.OpenEmbedded(asked));
            }
            catch (CatalogueException faulty)
            {
                Assert.NotEmpty(faulty.Faults);
            }
        });
    }

    [Fact]
    public async Task Checkpoints_AreReadOrNot()
    {
        var key = new SigningKey(SigningAlgorithm.EcdsaP256, SigningAlgorithm.EcdsaP256.NewPrivateKey());
        var line = SignedCheckpoint.Sign(new Checkpoint(Checkpoint.NewOrigin(Guid.Empty), 12, MerkleHash.Leaf([1]), Now, SigningAlgorithm.EcdsaP256.Name, [new EntryRun(LogEntry.Event, "", 1, 3), new EntryRun(LogEntry.Receipt, "c2-00", 5, 6)]), key).Line;
        await Fuzz.Each(1_000, 20_000, mutator =>
        {
            var read = SignedCheckpoint.ParseLine(mutator.Chance(5) ? mutator.Text() : mutator.Of(line));
            _ = read?.Checkpoint.SizeBefore;
            Assert.False(read is not null && read.Line != line && read.IsSignedBy(key.Public));
        });
    }

    private static T? Read<T>(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Strict);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
