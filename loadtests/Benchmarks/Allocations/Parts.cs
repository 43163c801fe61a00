using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace CreditGate.Benchmarks.Allocations;

/// <summary>The benchmarks that work in memory on one thread, each called by itself and counted.</summary>
internal static class Parts
{
    private const int Calls = 101;

    public static SortedDictionary<string, PartFigures> Measure() => new(
        new object[] { new DecideBenchmarks(), new FoldBenchmarks { Events = 3 }, new IdentityBenchmarks(), new JsonBenchmarks() }
            .SelectMany(Of).ToDictionary(static part => part.Name, static part => Figures(part.Call), StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static IEnumerable<(string Name, Func<int?> Call)> Of(object benchmarks)
    {
        var methods = benchmarks.GetType().GetMethods();
        foreach (var setup in methods.Where(static method => method.IsDefined(typeof(GlobalSetupAttribute))))
        {
            setup.Invoke(benchmarks, null);
        }

        return methods.Where(static method => method.IsDefined(typeof(BenchmarkAttribute)))
            .Select(method => ($"{benchmarks.GetType().Name.Replace("Benchmarks", "", StringComparison.Ordinal)}.{method.Name}", Call(benchmarks, method)));
    }

    /// <summary>Gives the length of what was written.</summary>
    private static Func<int?> Call(object benchmarks, MethodInfo method)
    {
        if (method.ReturnType == typeof(int))
        {
            var counted = method.CreateDelegate<Func<int>>(benchmarks);
            return () => counted();
        }

        var made = method.CreateDelegate<Func<object?>>(benchmarks);
        return () => (made() as byte[])?.Length;
    }

    /// <summary>The middle of many calls: now and then one renews what others use again.</summary>
    private static PartFigures Figures(Func<int?> call)
    {
        int? length = null;
        var allocated = new long[Calls];
        for (var round = 0; round < 2; round++)     // the first only warms up
        {
            for (var at = 0; at < Calls; at++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                length = call();
                allocated[at] = GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        Array.Sort(allocated);
        return new PartFigures(allocated[Calls / 2], length);
    }
}
