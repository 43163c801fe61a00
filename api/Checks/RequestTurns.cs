using System.Collections.Concurrent;

namespace CreditGate.Api.Checks;

/// <summary>Lets requests with one id go one after the other on this node; across nodes the receipt's unique key decides.</summary>
internal sealed class RequestTurns
{
    private readonly ConcurrentDictionary<(string Credential, string Id), Gate> _gates = new();

    /// <exception cref="TimeoutException">Another request with this id took longer than <paramref name="limit"/>.</exception>
    public async Task<IDisposable> Take((string Credential, string Id) key, TimeSpan limit, CancellationToken cancellation)
    {
        while (true)
        {
            var gate = _gates.GetOrAdd(key, static _ => new Gate());
            if (!await gate.Semaphore.WaitAsync(limit, cancellation))
            {
                throw new TimeoutException("Another request with this id is under way.");
            }

            if (!gate.IsClosed)
            {
                return new Turn(this, key, gate);
            }

            gate.Semaphore.Release();       // its last holder took it out of the table while we waited
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public bool IsClosed { get; set; }
    }

    private sealed class Turn(RequestTurns turns, (string, string) key, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.IsClosed = true;
            turns._gates.TryRemove(new KeyValuePair<(string, string), Gate>(key, gate));
            gate.Semaphore.Release();
        }
    }
}
