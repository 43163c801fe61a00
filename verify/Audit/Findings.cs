namespace CreditGate.Verify.Audit;

/// <summary>What was found; the first ones by name, all of them by number.</summary>
internal sealed class Findings
{
    public const int MostNamed = 1_000;

    private readonly List<Finding> _named = [];

    public IReadOnlyList<Finding> Named => _named;

    public long Count { get; private set; }

    public void Add(Finding finding)
    {
        Count++;
        if (_named.Count < MostNamed)
        {
            _named.Add(finding);
        }
    }
}

/// <summary>The tables that are evidence, by their names in the ledger.</summary>
internal static class LedgerTables
{
    public const string Events = "event";
    public const string Receipts = "receipt";
    public const string Feedback = "feedback";
    public const string Declarations = "declaration";
    public const string EditionActs = "edition_act";
    public const string EditionPackages = "edition_package";
    public const string Checkpoints = "evidence_checkpoint";
    public const string Runs = "evidence_run";
    public const string Tiles = "evidence_tile";

    /// <summary>Not of the ledger: the files outside.</summary>
    public const string Copies = "copies";

    public static string Of(string kind) => kind switch
    {
        CreditGate.Domain.Evidence.Log.LogEntry.Event => Events,
        CreditGate.Domain.Evidence.Log.LogEntry.Feedback => Feedback,
        CreditGate.Domain.Evidence.Log.LogEntry.Declaration => Declarations,
        _ => Receipts,
    };
}
