using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CreditGate.Api.Checks;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Intake;

namespace CreditGate.Benchmarks;

/// <summary>JSON in and out: the body of a check, the answer in words, the receipt as it is kept.</summary>
public class JsonBenchmarks
{
    private readonly byte[] _body = """{"subject":{"uscc":"91360702XNDEM00277"},"matter":"MT-C01","businessNumber":"示例采购2026-001"}"""u8.ToArray();
    private readonly CheckText _text = new(CatalogueLoader.Load());
    private readonly Receipt _receipt = Sample.Receipt();
    private CheckResponse _response = null!;

    [GlobalSetup]
    public void Setup() => _response = _text.Of(_receipt, Language.Zh);

    [Benchmark]
    public object? ReadBody() => JsonSerializer.Deserialize<CheckRow>(_body, ApiJson.Options);

    [Benchmark]
    public object PutIntoWords() => _text.Of(_receipt, Language.Zh);

    [Benchmark]
    public byte[] WriteAnswer() => JsonSerializer.SerializeToUtf8Bytes(_response, ApiJson.Options);

    [Benchmark]
    public byte[] WriteReceipt() => JsonSerializer.SerializeToUtf8Bytes(_receipt, LedgerJson.Context.Receipt);
}
