namespace CreditGate.Silo.Tests.Storage;

/// <summary>Starts what subscribes to a silo's life, without a silo.</summary>
internal sealed class StartingLifecycle : ISiloLifecycle
{
    private readonly List<ILifecycleObserver> _observers = [];

    public int HighestCompletedStage => int.MaxValue;

    public int LowestStoppedStage => int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        _observers.Add(observer);
        return new Subscription();
    }

    public async Task Start(CancellationToken cancellation)
    {
        foreach (var observer in _observers)
        {
            await observer.OnStart(cancellation);
        }
    }

    private sealed class Subscription : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
