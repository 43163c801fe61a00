using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Verify.Audit;

/// <summary>Holds the acts about editions, and the packages they speak of, against their declarations, which the log holds. Nodes decide by these two tables.</summary>
internal sealed class EditionAudit(Findings findings)
{
    private readonly SortedDictionary<long, JsonElement> _acts = [];
    private readonly SortedDictionary<string, string> _packages = new(StringComparer.Ordinal);

    public DeclarationRow Note(DeclarationRow row)
    {
        if (row.Kind == DeclarationColumns.EditionAct && PayloadText.Read(row.Payload) is { } payload
            && payload.TryGetProperty("act", out var act) && act.TryGetProperty("sequence", out var number) && number.TryGetInt64(out var sequence))
        {
            _acts.TryAdd(sequence, act);
            if (payload.Text("package") is { } digest && act.Text("edition") is { } edition)
            {
                _packages.TryAdd(edition, digest);
            }
        }

        return row;
    }

    /// <summary>After all declarations were noted. A ledger of before acts were declared has nothing to hold them against.</summary>
    public void Run(IEnumerable<(long Sequence, byte[] Payload)> acts, IEnumerable<(string Edition, byte[] Content)> packages)
    {
        if (_acts.Count == 0)
        {
            return;
        }

        foreach (var (sequence, payload) in acts)
        {
            var isDeclared = _acts.Remove(sequence, out var declared);
            Meet(isDeclared, isDeclared && PayloadText.Read(payload) is { } act && JsonElement.DeepEquals(declared, act), LedgerTables.EditionActs, Number(sequence), "payload");
        }

        foreach (var (edition, content) in packages)
        {
            Meet(_packages.Remove(edition, out var digest), Convert.ToHexStringLower(SHA256.HashData(content)) == digest, LedgerTables.EditionPackages, edition, "content");
        }

        foreach (var (table, row) in _acts.Keys.Select(static sequence => (LedgerTables.EditionActs, Number(sequence))).Concat(_packages.Keys.Select(static edition => (LedgerTables.EditionPackages, edition))))
        {
            findings.Add(new Finding(FindingKind.Removed, table, row));
        }
    }

    private void Meet(bool isDeclared, bool isAlike, string table, string row, string column)
    {
        if (!isDeclared)
        {
            findings.Add(new Finding(FindingKind.Inserted, table, row));
        }
        else if (!isAlike)
        {
            findings.Add(new Finding(FindingKind.Altered, table, row, column));
        }
    }

    private static string Number(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
