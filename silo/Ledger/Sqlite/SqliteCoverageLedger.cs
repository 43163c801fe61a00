using CreditGate.Actors.Coverage;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Coverage;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqliteCoverageLedger(SqliteLedger ledger) : ICoverageLedger
{
    public async Task<IReadOnlyList<CaseOutcome>> Report(IReadOnlyList<DecidedCase> cases) => await ledger.Write(cases.Count * 3, session =>
    {
        var tables = session.Tables;
        var named = cases.Select(static reported => reported.Receipt).OfType<Guid>().Distinct().Select(tables.Receipts.Find).OfType<StoredReceipt>().Select(SeenReceipt.Of).OfType<SeenReceipt>().ToList();
        CaseKey[] keys = [.. cases.Select(static reported => reported.Key).Distinct()];
        var work = Begin(tables, keys, keys);
        var outcomes = work.Report(cases, named);
        Write(tables, work);
        return outcomes;
    });

    public async ValueTask<IReadOnlyDictionary<string, long>> Looked(CancellationToken cancellation = default) =>
        await ledger.Read(static tables => tables.Coverage.Looked(), cancellation);

    public Task<bool> Take(SeenPage page) => ledger.Write(page.Receipts.Count * 2, session =>
    {
        var tables = session.Tables;
        if (tables.Coverage.Looked(page.Segment) != page.After)
        {
            return false;
        }

        var naming = Naming(tables, page.Receipts);
        CaseKey[] keys = [.. page.Receipts.Select(static receipt => receipt.Key).OfType<CaseKey>().Concat(naming.Select(static named => named.Key)).Distinct()];
        var work = Begin(tables, keys, null);
        work.See(page, naming);
        Write(tables, work);
        tables.Coverage.Look(page.Segment, page.Through);
        return true;
    });

    public async ValueTask<IReadOnlyList<CoverageCount>> Counts(int fromMonth, int toMonth, string? department, string? matter, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Coverage.Counts(fromMonth, toMonth, department, matter), cancellation);

    public async ValueTask<IReadOnlyList<ReconciledCase>> Cases(CaseQuery query, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.DecidedCases.List(query), cancellation);

    public ValueTask<CaseFile?> Find(CaseKey key, CancellationToken cancellation = default) => ledger.ReadTogether(
        tables => tables.DecidedCases.Find(key) is { } known ? new CaseFile(known, tables.DecidedCases.Declaration(key), tables.DecidedCases.Checks(key)) : null, cancellation);

    /// <summary>Checks of a page under the keys of cases that name them. Ids are in order of time, so that one look finds the cases of a page, and few others.</summary>
    private static List<(CaseKey Key, CaseCheck Check)> Naming(LedgerTables tables, IReadOnlyList<SeenReceipt> receipts)
    {
        if (receipts.Count == 0 || tables.DecidedCases.Naming(receipts.Min(IdOf), receipts.Max(IdOf)) is not { Count: > 0 } cases)
        {
            return [];
        }

        var named = receipts.ToDictionary(IdOf);
        return [.. from known in cases
                   let receipt = known.Case.Receipt is { } id ? named.GetValueOrDefault(id) : null
                   where receipt is not null && receipt.Serves(known.Case)
                   select receipt.For(known.Case)];
    }

    private static Guid IdOf(SeenReceipt receipt) => receipt.Check.Receipt;

    /// <param name="checked">Whose checks are read; null for those of cases that were reported: until then a check moves nothing, and most cases of a page are reported later.</param>
    private static Reconciliation Begin(LedgerTables tables, CaseKey[] keys, CaseKey[]? @checked)
    {
        List<ReconciledCase> known = [.. keys.Select(tables.DecidedCases.Find).OfType<ReconciledCase>()];
        return new Reconciliation(
            known,
            (@checked ?? known.Select(static found => found.Case.Key)).SelectMany(key => tables.DecidedCases.Checks(key).Select(check => (key, check))));
    }

    private static void Write(LedgerTables tables, Reconciliation work)
    {
        var sequences = tables.Declarations.Add(work.Entered.Select(SealedDeclaration.Of));
        var newest = work.Entered.Zip(sequences).GroupBy(static entered => entered.First.Key).ToDictionary(static same => same.Key, static same => same.Last().Second);
        foreach (var moved in work.Moved)
        {
            tables.DecidedCases.Put(moved, newest.TryGetValue(moved.Case.Key, out var sequence) ? sequence : null);
        }

        foreach (var (key, check) in work.Added)
        {
            tables.DecidedCases.Add(key, check);
        }

        foreach (var count in work.Counts)
        {
            tables.Coverage.Count(count);
        }
    }
}
