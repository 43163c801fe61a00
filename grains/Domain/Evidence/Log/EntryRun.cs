namespace CreditGate.Domain.Evidence.Log;

/// <summary>Entries that follow each other in the log as they do in their segment.</summary>
/// <param name="Kind">As in <see cref="LogEntry"/>.</param>
/// <param name="Segment">Of receipts; empty for events and feedback, which the log takes as a whole.</param>
/// <param name="First">Number of the first, inclusive.</param>
/// <param name="Last">Number of the last, inclusive.</param>
public sealed record EntryRun(string Kind, string Segment, long First, long Last)
{
    public long Count => Last - First + 1;
}
