namespace CreditGate.Actors.Ledger;

/// <summary>The ledger cannot be used now. Certain: nothing of the call was written, so it may be repeated as it is.</summary>
public class LedgerUnavailableException(string message, Exception cause) : Exception(message, cause);
