using System.Net;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

public sealed class TraceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spans_ReachTheCollectorThatWasNamed_AndNameNobody()
    {
        await using var collector = await Collector.Start();
        using var directory = new OwnDirectory();
        using var gate = GateProcess.Start(
            directory.Path,
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_TRACES_SAMPLER=always_on", "--OTEL_BSP_SCHEDULE_DELAY=100");
        using var client = await gate.Operator(directory.Path);
        var (uscc, person) = (Invented.Entity(), Invented.Person());

        await client.Push(Rows.WageDefaulter(uscc), Rows.JudgmentDefaulter(person));
        await client.Check(Calls.CheckOf(uscc));
        await client.Check(Calls.CheckOf(person));
        await client.Get($"/v1/subjects/{uscc}?note={uscc}");
        using var refused = await client.GetAsync($"/v1/subjects/{uscc}-{person.IdNumber}", Cancellation);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        await collector.Until("/v1/checks", "/v1/subjects/{", "keep receipt", "ledger write", "ISubjectGrain");

        Assert.All((string[])[uscc, person.IdNumber, person.Name, uscc[8..17]], said => Assert.DoesNotContain(said, collector.Spans, StringComparison.Ordinal));
    }
}
