using CreditGate.Silo.Receipts;
using Xunit;

namespace CreditGate.Silo.Tests.Receipts;

public sealed class SaltsTests
{
    [Fact]
    public async Task Fill_NeverGivesTheSameTwice_OnAnyThread()
    {
        const int Threads = 4, Each = 2_000;        // each thread draws eight times
        var given = await Task.WhenAll(Enumerable.Range(0, Threads).Select(static _ => Task.Factory.StartNew(
            static () => Enumerable.Range(0, Each).Select(static _ => Drawn()).ToList(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal(Threads * Each, given.SelectMany(static salts => salts).Distinct(StringComparer.Ordinal).Count());
    }

    private static string Drawn()
    {
        Span<byte> salt = stackalloc byte[16];
        Salts.Fill(salt);
        return Convert.ToHexString(salt);
    }
}
