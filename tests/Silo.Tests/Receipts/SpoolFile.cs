using CreditGate.Actors.Ledger;
using CreditGate.Silo.Receipts;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Storage;

namespace CreditGate.Silo.Tests.Receipts;

/// <summary>A spool in a directory of its own.</summary>
internal sealed class SpoolFile : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Action<Action>? _commit;

    public SpoolFile(Action<Action>? commit = null)
    {
        _commit = commit;
        File.Create(Path).Dispose();
        Spool = ReceiptSpool.Open(Path, commit);
    }

    public string Path => _directory.File("spool.db");

    public ReceiptSpool Spool { get; private set; }

    /// <summary>Sequence of the first receipt that does not follow from those before it; null when all do.</summary>
    public long? FirstBroken => Chains.FirstBroken(Spool.Oldest(int.MaxValue));

    public void Restart()
    {
        Spool.Dispose();
        Spool = ReceiptSpool.Open(Path, _commit);
    }

    public void Dispose()
    {
        Spool.Dispose();
        _directory.Dispose();
    }
}

internal static class SpoolCalls
{
    /// <summary>Makes many durable together.</summary>
    public static async Task Append(this ReceiptSpool spool, IReadOnlyList<StoredReceipt> receipts)
    {
        var pending = spool.Gather();
        foreach (var receipt in receipts)
        {
            pending.Add(ReceiptColumns.Of(receipt), receipt.Payload);
        }

        await pending.Keep(null);
    }
}
