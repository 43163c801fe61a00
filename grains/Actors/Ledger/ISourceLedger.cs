namespace CreditGate.Actors.Ledger;

/// <summary>When each source last spoke, and for which instant it declared its data true.</summary>
public interface ISourceLedger
{
    /// <summary>Records that a source has spoken; an older instant never replaces a newer one.</summary>
    Task SourceSeen(string source, DateTimeOffset asOf);

    /// <summary>The newest declared instant of every source that ever spoke, by organisation code.</summary>
    ValueTask<IReadOnlyDictionary<string, DateTimeOffset>> Sources(CancellationToken cancellation = default);
}
