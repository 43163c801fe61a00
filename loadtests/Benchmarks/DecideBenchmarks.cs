using BenchmarkDotNet.Attributes;
using CreditGate.Actors.Subjects;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Standings;

namespace CreditGate.Benchmarks;

/// <summary>The decision: a ruling made anew, kept, and missed; and the answer around it.</summary>
public class DecideBenchmarks
{
    private static readonly Matter Procurement = Invented.Edition.Matters["MT-C01"];
    private static readonly Dictionary<string, DateTimeOffset> NoSources = [];
    private readonly Standing _clean = Standing.Fold(Invented.Subject(), Invented.Events(1));
    private readonly Standing _listed = Standing.Fold(Invented.Subject(), Invented.Events(3));
    private RulingCache _kept = null!;
    private Ruling _ruling = null!;

    [GlobalSetup]
    public void Setup()
    {
        _kept = new RulingCache(_listed);
        _ = _kept.For(Procurement, Invented.Edition, Invented.Now);
        _ruling = _kept.For(Procurement, Invented.Edition, Invented.Now);
    }

    [Benchmark]
    public object RuleClean() => Decider.Rule(_clean, [], Procurement, Invented.Edition, Invented.Now);

    [Benchmark]
    public object RuleListed() => Decider.Rule(_listed, [], Procurement, Invented.Edition, Invented.Now);

    [Benchmark]
    public object RulingKept() => _kept.For(Procurement, Invented.Edition, Invented.Now);

    [Benchmark]
    public object RulingMissed() => new RulingCache(_listed).For(Procurement, Invented.Edition, Invented.Now);

    [Benchmark]
    public object Answer() => Decider.Answer(_ruling, _listed, [], NoSources, Procurement, Invented.Edition, Invented.Now);
}
