namespace CreditGate.LedgerWriterProcess;

/// <summary>Tells tests where this program lies.</summary>
public static class ChildProcessMarker;
