using System.Net.Sockets;
using CreditGate.Actors.Ledger;

namespace CreditGate.Api.Problems;

/// <summary>How it looks from here when the ledger, another node or the way to it failed: no answer can be given, and no code of this node is to blame.</summary>
internal static class OutOfReach
{
    /// <summary>A call that could not be delivered fails with what the sending node met: a broken connection, or a wait that ended because its node did.</summary>
    public static bool IsTold(Exception exception) => exception
        is LedgerUnavailableException or CommitOutcomeUnknownException
        or OrleansException or TimeoutException or OperationCanceledException
        or IOException or SocketException;
}
