using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CreditGate.Benchmarks;
using CreditGate.Benchmarks.Allocations;

// What happens inside, a part at a time. Usage: dotnet run --project loadtests/Benchmarks -c Release -- --filter '*' [--job short]
// All take about 6 minutes, --filter '*Decide*' about one. Measured in this process: grains and ledgers stay up between measurements.
// What the parts in memory allocate, to the byte, beside the committed figures: see allocations in loadtests/README.md.
if (args is ["allocations", .. var rest])
{
    return AllocationsCommand.Run(rest);
}

var config = ManualConfig.CreateEmpty()
    .AddJob((args.Contains("--quick") ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(DecideBenchmarks).Assembly).Run([.. args.Where(static argument => argument != "--quick")], config);
return summaries.Any(static summary => summary.HasCriticalValidationErrors || summary.Reports.Any(static report => !report.Success)) ? 1 : 0;
