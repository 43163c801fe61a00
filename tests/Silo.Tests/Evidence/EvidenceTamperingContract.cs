using CreditGate.Domain.Retention;
using CreditGate.Verify.Audit;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>Somebody with full rights on the database, against the auditor: every column of every table of evidence, as the database itself lists them, and rows removed, swapped, slipped in and cut off.</summary>
public abstract class EvidenceTamperingContract(TamperedLedger ledger)
{
    /// <summary>Rows in the middle, that of a case among declarations.</summary>
    public static TheoryData<string> Tables => [.. EvidenceTables.Audited.Keys];

    [Fact]
    public void EveryTable_IsAudited_OrSaidToProveNothing()
    {
        var tables = ledger.Columns().Select(static column => column.Table).Distinct().ToArray();

        Assert.All(tables, static table => Assert.True(EvidenceTables.Audited.ContainsKey(table) != EvidenceTables.Derived.ContainsKey(table), $"Say of {table} whether it is audited, or why not."));
        Assert.All(EvidenceTables.Audited.Keys, table => Assert.Contains(table, tables));
    }

    [Fact]
    public void Audit_FindsNothing_WhenNobodyTampered()
    {
        var report = ledger.AuditAfter();

        Assert.Empty(report.Findings.Named);
        Assert.Equal((18, 18, 12, 12 + 9 + 12, 0, 3), (report.Events, report.Receipts, report.Feedback, report.Declarations, report.Unsealed, report.Removed));
    }

    [Fact]
    public void Audit_NamesTableAndColumn_WhateverColumnIsAltered()
    {
        var tried = 0;
        foreach (var column in Audited())
        {
            var findings = ledger.AuditAfter($"UPDATE {column.Table} SET {column.Name} = {ledger.Schema.Altered(column)} WHERE {Row(column.Table)}").Findings;
            Assert.True(findings.Count is > 0 and <= 3, $"{column}: {findings.Count} findings: {string.Join("; ", findings.Named)}");
            Assert.All(findings.Named, finding => Assert.True(finding.Table == column.Table, $"{column}: {finding}"));
            Names(findings, column);
            tried++;
        }

        Assert.Equal(ledger.Columns().Count(static column => EvidenceTables.Audited.ContainsKey(column.Table)), tried + EvidenceTables.Unaudited.Count);
        Assert.InRange(tried, 60, 80);
    }

    /// <summary>The likeliest forgery is what another row says: of the right form, and sound there.</summary>
    [Fact]
    public void Audit_NamesTableAndColumn_WhenItSaysWhatAnotherRowSays()
    {
        foreach (var column in Audited().Where(static column => !EvidenceTables.Places.Contains(column.Name) && !EvidenceTables.Refused.Contains((column.Table, column.Name))))
        {
            var key = EvidenceTables.Audited[column.Table];
            var other = $"(SELECT other.{column.Name} FROM {column.Table} AS other WHERE other.{key} = {ledger.Value($"SELECT MIN({key}) FROM {column.Table}")})";
            if (ledger.Value($"SELECT COUNT(*) FROM {column.Table} WHERE {Row(column.Table)} AND COALESCE({column.Name} <> {other}, FALSE)") != "0")
            {
                Names(ledger.AuditAfter($"UPDATE {column.Table} SET {column.Name} = {other} WHERE {Row(column.Table)}").Findings, column);
            }
        }
    }

    /// <summary>Of whatever kind a declaration is: what rests on it may be named besides.</summary>
    [Theory]
    [InlineData("EditionAct")]
    [InlineData(RetentionKinds.Hold)]
    [InlineData(RetentionKinds.Erasure)]
    [InlineData(RetentionKinds.Removal)]
    public void Audit_NamesTheColumn_OfEveryKindOfDeclaration(string kind)
    {
        foreach (var column in Audited().Where(static column => column.Table == "declaration"))
        {
            var row = $"sequence = {Middle("declaration", "sequence", $"kind = '{kind}'")}";
            Names(ledger.AuditAfter($"UPDATE declaration SET {column.Name} = {ledger.Schema.Altered(column)} WHERE {row}").Findings, column);
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Audit_NamesTheRow_WhenOneIsRemoved(string table)
    {
        var findings = ledger.AuditAfter($"DELETE FROM {table} WHERE {Row(table)}").Findings.Named;

        Assert.Contains(findings, finding => finding.Table == table && finding.Kind == FindingKind.Removed);
        Assert.All(findings, finding => Assert.Equal(table, finding.Table));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Audit_NamesBothRows_WhenTwoAreSwapped(string table)
    {
        var key = EvidenceTables.Audited[table];
        var one = Middle(table, key, Usual(table));
        if (ledger.Value($"SELECT MIN({key}) FROM {table} WHERE {key} > {one} AND {Usual(table)}") is not { } other)
        {
            Assert.Equal("evidence_tile", table);       // there is but one
            return;
        }

        var away = one.StartsWith('\'') ? "''" : "-1";
        var findings = ledger.AuditAfter(
            $"UPDATE {table} SET {key} = {away} WHERE {key} = {one}", $"UPDATE {table} SET {key} = {one} WHERE {key} = {other}", $"UPDATE {table} SET {key} = {other} WHERE {key} = {away}").Findings.Named;

        Assert.True(findings.Count >= 2, string.Join("; ", findings));
        Assert.All(findings, finding => Assert.Equal(table, finding.Table));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Audit_NamesTheRow_WhenOneIsSlippedIn(string table)
    {
        var columns = ledger.Columns().Where(column => column.Table == table).Select(static column => column.Name).ToArray();
        var values = columns.Select(column => column switch
        {
            "id" or "receipt" => ledger.Schema.RandomId,
            "version" when table == "event" => "99",
            "sequence" when table == "event" => "sequence",      // places are not unique there: a second row of one is the likeliest forgery
            "position" when columns.Contains("sequence") => "position",
            "sequence" when table == "edition_act" => "99",
            "position" or "sequence" => "0",
            "edition" => "'示例-9'",
            "size" or "first_index" or "number" => $"{column} + 1",
            "first" or "last" => $"{column} + 1000",
            _ => column,
        });
        var findings = ledger.AuditAfter($"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {table} WHERE {Row(table)}").Findings.Named;

        Assert.Contains(findings, finding => finding.Table == table && finding.Kind == FindingKind.Inserted);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Audit_SaysWhereItWasCut_WhenTheTailIsGone(string table)
    {
        var key = EvidenceTables.Audited[table];
        var findings = ledger.AuditAfter($"DELETE FROM {table} WHERE {key} > {ledger.SecondTurn[table]} OR '{table}' = 'evidence_tile'").Findings.Named;

        Assert.Contains(findings, finding => finding.Table == table && finding.Kind is FindingKind.Truncated or FindingKind.Removed);
    }

    [Fact]
    public void Audit_SaysFromWhere_WhenAnOlderStateWasRestored()
    {
        string[] setBack = [.. EvidenceTables.Audited.Where(static table => table.Key != "evidence_tile").Select(table => $"DELETE FROM {table.Key} WHERE {table.Value} > {ledger.SecondTurn[table.Key]}")];

        var truncated = ledger.AuditAfter(setBack).Findings.Named.Where(static finding => finding.Kind == FindingKind.Truncated).Select(static finding => finding.Table);

        Assert.Equal(["declaration", "event", "evidence_checkpoint", "evidence_run", "feedback", "receipt"], truncated.Order(StringComparer.Ordinal));
    }

    private IEnumerable<Column> Audited() =>
        ledger.Columns().Where(static column => EvidenceTables.Audited.ContainsKey(column.Table) && !EvidenceTables.Unaudited.ContainsKey((column.Table, column.Name)));

    /// <summary>An altered place is seen as a row that is not at home; everything else by the column's name.</summary>
    private static void Names(Findings findings, Column column) => Assert.True(
        findings.Named.Any(finding => finding.Table == column.Table
            && ((finding.Columns.Contains(column.Name) && finding.Columns.Length <= 3)
                || (EvidenceTables.Places.Contains(column.Name) && finding.Kind is FindingKind.Moved or FindingKind.Removed))),
        $"{column}: {string.Join("; ", findings.Named)}");

    private string Row(string table) => EvidenceTables.Audited[table] is var key ? $"{key} = {Middle(table, key, Usual(table))}" : "";

    /// <summary>Rows on which no other row rests.</summary>
    private static string Usual(string table) => table switch
    {
        "declaration" => "kind = 'DecidedCase'",
        "receipt" or "feedback" => "length(salt) > 0",
        _ => "TRUE",
    };

    private string Middle(string table, string key, string which) =>
        ledger.Value($"SELECT {key} FROM {table} WHERE {which} ORDER BY {key} LIMIT 1 OFFSET (SELECT COUNT(*) / 2 FROM {table} WHERE {which})")!;
}
