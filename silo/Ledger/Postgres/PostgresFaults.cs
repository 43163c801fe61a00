using System.Net.Sockets;
using CreditGate.Actors.Ledger;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>What a failure of the database means to a caller.</summary>
internal static class PostgresFaults
{
    // Data, integrity, cardinality, syntax, unsupported, raised by a function: the command's own doing, and the same again next time.
    private static readonly string[] OwnClasses = ["21", "22", "23", "42", "0A", "P0"];

    /// <summary>Whether one command failed by its own fault, rather than the server or the way to it.</summary>
    public static bool IsOfTheCommand(Exception error) =>
        error is PostgresException { SqlState: var state } && OwnClasses.Contains(state[..2], StringComparer.Ordinal);

    public static bool IsOfTheServer(Exception error) => error is NpgsqlException or UnsafeDatabaseException or ObjectDisposedException or TimeoutException && !IsOfTheCommand(error);

    /// <summary>The way to the server broke, or the server ended the session: what was not committed is undone.</summary>
    public static bool IsBrokenConnection(Exception error) =>
        error is PostgresException { InvariantSeverity: "FATAL" } || (error is NpgsqlException and not PostgresException && error.InnerException is IOException or SocketException);

    /// <summary>The transaction was refused as a whole, which the server said while it still spoke.</summary>
    public static bool IsCertainlyUndone(Exception error) => error is PostgresException { InvariantSeverity: "ERROR" };

    public static LedgerUnavailableException Unavailable(Exception cause) => new("The ledger cannot be written now; nothing was written. Try again.", cause);

    public static LedgerUnavailableException Unreadable(Exception cause) => new("The ledger cannot be read now. Try again.", cause);

    public static CommitOutcomeUnknownException OutcomeUnknown(Exception cause) => new("The ledger failed while committing; whether it wrote is not known.", cause);
}
