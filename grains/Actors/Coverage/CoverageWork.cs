using CreditGate.Domain.Coverage;

namespace CreditGate.Actors.Coverage;

/// <summary>The two kinds of work that move coverage, alike on every database.</summary>
public static class CoverageWork
{
    /// <param name="named">Receipts that the reports name, as far as the ledger has them. The others are met when they come.</param>
    public static IReadOnlyList<CaseOutcome> Report(this Reconciliation work, IReadOnlyList<DecidedCase> cases, IReadOnlyCollection<SeenReceipt> named)
    {
        var byId = named.ToDictionary(static receipt => receipt.Check.Receipt);
        foreach (var reported in cases)
        {
            if (reported.Receipt is { } id && byId.TryGetValue(id, out var receipt) && receipt.Serves(reported))
            {
                work.See(receipt.For(reported));
            }
        }

        return [.. cases.Select(work.Report)];
    }

    /// <param name="named">Checks of the page under the keys of cases that name them.</param>
    public static void See(this Reconciliation work, SeenPage page, IEnumerable<(CaseKey Key, CaseCheck Check)> named)
    {
        foreach (var receipt in page.Receipts)
        {
            work.Answered(receipt.Department, receipt.Matter, receipt.Check.At);
            if (receipt.Key is { } key)
            {
                work.See((key, receipt.Check));
            }
        }

        foreach (var check in named)
        {
            work.See(check);
        }
    }
}
