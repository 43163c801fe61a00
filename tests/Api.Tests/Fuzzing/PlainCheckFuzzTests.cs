using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Checks;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Intake;
using CreditGate.Fuzzing;
using Xunit;

namespace CreditGate.Api.Tests.Fuzzing;

/// <summary>The short way of reading a check reads what the serializer reads, or leaves it to it. 150,000 bodies with CREDITGATE_FULL=1.</summary>
public sealed class PlainCheckFuzzTests
{
    private static readonly JsonNode Sample = JsonNode.Parse("""{"subject":{"person":{"name":"示例某","idNumber":"360799195001080010"}},"matter":"MT-B01","businessNumber":"示例办件1号","purpose":"示例任职核查","consistency":"atLeast","token":"v3","deadlineMs":500}""")!;

    [Fact]
    public Task TryRead_ReadsWhatTheSerializerReads_OrNothing() => Fuzz.Each(1_500, 150_000, static mutator =>
    {
        var json = mutator.Json(Sample);
        if (PlainCheck.TryRead(json, out var row))
        {
            // Where nothing is in the list, either way is the same.
            var read = JsonSerializer.Deserialize<CheckRow>(json, ApiJson.Options)!;
            Assert.Equal(read with { Linked = [] }, row with { Linked = [] });
            Assert.True(read.Linked.IsDefaultOrEmpty && row.Linked.IsDefaultOrEmpty);
        }
    });
}
