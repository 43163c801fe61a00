using CreditGate.Peers.Checks;

namespace CreditGate.Peers.Stores;

internal interface IStore
{
    ValueTask<Status> Find(string code);

    /// <summary>Returns once the receipt is as durable as the store is set to be.</summary>
    Task Keep(PeerReceipt receipt, byte[] json);

    Task Enter(RowBody[] rows);
}
