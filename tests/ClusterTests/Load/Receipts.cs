using CreditGate.ClusterTests.Histories;

namespace CreditGate.ClusterTests.Load;

/// <summary>Whether every receipt that an answer named can be read at one node: those in the others' spools have to reach the ledger first.</summary>
internal static class Receipts
{
    /// <returns>Those that could not be read within the limit.</returns>
    public static async Task<IReadOnlyCollection<Guid>> Lost(NodeClient node, IReadOnlyCollection<Check> answered, TimeSpan limit)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var missing = answered.Select(static check => check.Receipt).ToArray();
        for (var end = ClientClock.Now + limit; ; await looks.WaitForNextTickAsync())
        {
            missing = await Missing(node, missing);
            if (missing is [] || ClientClock.Now > end)
            {
                return missing;
            }
        }
    }

    private static async Task<Guid[]> Missing(NodeClient node, Guid[] receipts)
    {
        var found = await Task.WhenAll(receipts.Chunk(1 + (receipts.Length / 8)).Select(async chunk =>
        {
            var missing = new List<Guid>();
            foreach (var receipt in chunk)
            {
                if (!await node.HasReceipt(receipt))
                {
                    missing.Add(receipt);
                }
            }

            return missing;
        }));
        return [.. found.SelectMany(static missing => missing)];
    }
}
