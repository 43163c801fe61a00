using CreditGate.Silo.Receipts;
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
