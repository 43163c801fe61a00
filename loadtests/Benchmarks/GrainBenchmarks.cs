using BenchmarkDotNet.Attributes;
using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Evidence;
using CreditGate.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CreditGate.Benchmarks;

/// <summary>The silo as the product builds it: a check by a warm grain, and by one that must first be activated from so many events in the ledger.</summary>
public class GrainBenchmarks
{
    private static readonly CheckQuery Query = new("MT-C01", Consistency.Default, 0, []);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("creditgate-bench-");
    private IHost _host = null!;
    private IGrainFactory _grains = null!;
    private ISubjectGrain _warm = null!;
    private string[] _subjects = [];
    private int _next;

    [Params(0, 3, 30, 3_000)]
    public int Events { get; set; }

    /// <summary>Enough subjects that none comes twice within a measurement, whose length is fixed for that.</summary>
    private int Subjects => Events == 3_000 ? 64 : 4_096;

    [GlobalSetup]
    public async Task Start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddCreditGateSilo(Path.Combine(_directory.FullName, "data"), Path.Combine(_directory.FullName, "keys"));
        _host = builder.Build();
        await _host.StartAsync();
        _grains = _host.Services.GetRequiredService<IGrainFactory>();
        var ledger = _host.Services.GetRequiredService<ISubjectLedger>();
        var keys = Enumerable.Range(0, Subjects).Select(static _ => Invented.Subject()).ToArray();
        foreach (var some in Events == 0 ? [] : keys.Chunk(256))
        {
            await ledger.AppendMany([.. some.Select(key => Invented.Append(key, Events))]);
        }

        _subjects = [.. keys.Select(static key => key.Value)];
        _warm = _grains.GetGrain<ISubjectGrain>(_subjects[0]);
        await _warm.Check(Query);
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        await _host.StopAsync();
        _host.Dispose();
        _directory.Delete(recursive: true);
    }

    [Benchmark]
    public async Task<CheckReply> WarmCheck() => await _warm.Check(Query);

    /// <summary>Every grain leaves memory, and the first check of each brings it back: the time of one, of 64 in turn.</summary>
    [Benchmark(OperationsPerInvoke = 64)]
    public async Task Activate()
    {
        for (var done = 0; done < 64; done++)
        {
            await _grains.GetGrain<ISubjectGrain>(_subjects[_next++ % _subjects.Length]).Check(Query);
        }
    }

    /// <summary>Outside the measurement.</summary>
    [IterationSetup(Target = nameof(Activate))]
    public void Deactivate()
    {
        var management = _grains.GetGrain<IManagementGrain>(0);
        management.ForceActivationCollection(TimeSpan.Zero).GetAwaiter().GetResult();
    }
}
