using BenchmarkDotNet.Attributes;
using CreditGate.Actors.Ledger;
using CreditGate.Silo.Receipts;

namespace CreditGate.Benchmarks;

/// <summary>Receipts made durable in the spool, so many at once. Time is for all of them.</summary>
public class ReceiptBenchmarks
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-bench-");
    private readonly StoredReceipt _receipt = Sample.Stored();
    private ReceiptSpool _spool = null!;

    [Params(1, 64)]
    public int Together { get; set; }

    [GlobalSetup]
    public void Open()
    {
        var path = Path.Combine(_directory.FullName, "spool.db");
        File.Create(path).Dispose();
        _spool = ReceiptSpool.Open(path);
    }

    [GlobalCleanup]
    public void Close()
    {
        _spool.Dispose();
        _directory.Delete(recursive: true);
    }

    [Benchmark]
    public Task Append() => Task.WhenAll(Enumerable.Range(0, Together).Select(_ => Keep()));

    private Task Keep()
    {
        var pending = _spool.Gather();
        pending.Add(ReceiptColumns.Of(_receipt) with { Id = Guid.NewGuid() }, _receipt.Payload);
        return pending.Keep(null).AsTask();
    }
}
