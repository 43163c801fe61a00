using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CreditGate.Api.Checks;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Sampling;

namespace CreditGate.Benchmarks;

/// <summary>JSON in and out, by the serializer and by the short way of single checks: the body of a check, the answer in words, the receipt as it is kept and as it is looked through.</summary>
public class JsonBenchmarks
{
    private readonly byte[] _body = """{"subject":{"uscc":"91360702XNDEM00277"},"matter":"MT-C01","businessNumber":"示例采购2026-001"}"""u8.ToArray();
    private readonly CheckText _text = new(CatalogueLoader.Load(), SamplingBook.Product);
    private readonly Receipt _receipt = Sample.Receipt();
    private AnswerWriter _answers = null!;
    private CheckResponse _response = null!;
    private byte[] _kept = null!;

    [GlobalSetup]
    public void Setup() =>
        (_answers, _response, _kept) = (new AnswerWriter(_text), _text.Of(_receipt, Language.Zh), JsonSerializer.SerializeToUtf8Bytes(_receipt, LedgerJson.Context.Receipt));

    [Benchmark]
    public object? ReadBody() => JsonSerializer.Deserialize<CheckRow>(_body, ApiJson.Options);

    [Benchmark]
    public object ReadPlainBody() => PlainCheck.TryRead(_body, out var row) ? row : throw new InvalidOperationException("It is plain.");

    [Benchmark]
    public object PutIntoWords() => _text.Of(_receipt, Language.Zh);

    [Benchmark]
    public byte[] WriteAnswer() => JsonSerializer.SerializeToUtf8Bytes(_response, ApiJson.Options);

    /// <summary>Words included: those that follow from the ruling are kept with it.</summary>
    [Benchmark]
    public int WriteAnswerOfKeptRuling() => _answers.Write(_receipt, Language.Zh).Length;

    [Benchmark]
    public byte[] WriteReceipt() => JsonSerializer.SerializeToUtf8Bytes(_receipt, LedgerJson.Context.Receipt);

    [Benchmark]
    public int WriteReceiptOfKeptRuling() => JsonScratch.Evidence(_receipt, ReceiptJson.Write).Length;

    [Benchmark]
    public byte[] PackReceipt() => PackedContent.Pack(_kept);

    [Benchmark]
    public object? ReadGist() => ReceiptGist.Read(_kept);
}
