using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Benchmarks;

/// <summary>From events to a standing.</summary>
public class FoldBenchmarks
{
    private readonly SubjectKey _key = Invented.Subject();
    private ImmutableArray<SubjectEvent> _events = [];

    [Params(3, 30, 3_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Setup() => _events = Invented.Events(Events);

    [Benchmark]
    public object Fold() => Standing.Fold(_key, _events);
}
