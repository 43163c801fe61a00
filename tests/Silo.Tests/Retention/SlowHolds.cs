using System.Reflection;
using CreditGate.Actors.Retention;
using CreditGate.Domain.Retention;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CreditGate.Silo.Tests.Retention;

/// <summary>A ledger whose first reader of holds has read them, and goes on when a test says so.</summary>
internal sealed class SlowHolds
{
    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IRetentionLedger? _ledger;

    public Task Looked => _looked.Task;

    /// <summary>The one behind it.</summary>
    public IRetentionLedger Ledger => _ledger ?? throw new InvalidOperationException("Nobody asked for the ledger.");

    public void GoOn() => _goOn.SetResult();

    public void StandBefore(IServiceCollection services)
    {
        var real = services.Single(static one => one.ServiceType == typeof(IRetentionLedger)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton(provider => Before((IRetentionLedger)ActivatorUtilities.CreateInstance(provider, real))));
    }

    private IRetentionLedger Before(IRetentionLedger real)
    {
        _ledger = real;
        var before = DispatchProxy.Create<IRetentionLedger, CallProxy>();
        ((CallProxy)(object)before).Call = (method, arguments) => method.Name == nameof(IRetentionLedger.Holds) ? new ValueTask<IReadOnlyList<LegalHold>>(Holds(real)) : method.Invoke(real, arguments);
        return before;
    }

    private async Task<IReadOnlyList<LegalHold>> Holds(IRetentionLedger real)
    {
        var holds = await real.Holds();
        if (_looked.TrySetResult())
        {
            await _goOn.Task;
        }

        return holds;
    }
}
