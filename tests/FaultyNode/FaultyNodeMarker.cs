namespace CreditGate.FaultyNode;

/// <summary>Tells tests where this program lies.</summary>
public static class FaultyNodeMarker;
