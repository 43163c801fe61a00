using System.Reflection;
using CreditGate.Actors.Evidence;
using CreditGate.Domain;
using CreditGate.Silo.Evidence;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Receipts;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

public sealed class LogSealerTests
{
    [Fact]
    public async Task SealAll_LeavesWhatComesMeanwhile_ForTheNextTurn()
    {
        var file = new LedgerFile();
        using var sealing = new SealedLedger(file);
        await sealing.Ship([SampleReceipt.Of(), SampleReceipt.Of()]);
        var (ledger, seals) = (DispatchProxy.Create<IEvidenceLedger, Observed>(), 0);
        ((Observed)ledger).Observe(file.Evidence, () => ++seals < 5 ? sealing.Ship([SampleReceipt.Of()]) : Task.CompletedTask);

        var entries = await new LogSealer(ledger, sealing.Keys, new PlatformClock(TimeProvider.System)).SealAll(TestContext.Current.CancellationToken);

        Assert.Equal((2, 1), (entries, seals));
        Assert.Equal(2, (await file.Evidence.Newest(TestContext.Current.CancellationToken))?.Size);
    }

    /// <summary>A ledger with something going on before each checkpoint is entered.</summary>
    public class Observed : DispatchProxy
    {
        private IEvidenceLedger? _inner;
        private Func<Task>? _meanwhile;

        internal void Observe(IEvidenceLedger inner, Func<Task> meanwhile) => (_inner, _meanwhile) = (inner, meanwhile);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IEvidenceLedger.Seal)
            ? SealAfter((Seal)args![0]!)
            : targetMethod.Invoke(_inner, args);

        private async Task<bool> SealAfter(Seal seal)
        {
            await _meanwhile!();
            return await _inner!.Seal(seal);
        }
    }
}
