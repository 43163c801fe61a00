using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Reports;

/// <summary>Sections of the national public-credit report, in its order, after what is registered.</summary>
public enum ReportSection
{
    Registration,
    Administration,
    Honesty,
    SeriousDishonesty,
    AbnormalOperation,
    Commitments,
    Evaluation,
    Judicial,
    Other,
}

/// <param name="Disputed">Under objection until this day; null when nobody objected.</param>
/// <param name="Facts">What else the record says, in the words of both languages.</param>
public sealed record ReportRow(
    RecordRef Record, LocalText Unit, LocalText Title, DateOnly DecidedOn, DateOnly? Until, string? Basis, DateOnly? Disputed, ImmutableArray<LocalText> Facts);

public sealed record ReportPart(ReportSection Section, ImmutableArray<ReportRow> Rows);

/// <summary>公共信用信息报告 (plan art. 4): what may be shown of a subject, as it stood at the version and the instant of a check's receipt.</summary>
/// <remarks>It follows from the receipt and the ledger alone, so it is printed again as it was, and its digest proves what was printed.</remarks>
public sealed record CreditReport(Receipt Receipt, ImmutableArray<ReportPart> Parts)
{
    /// <summary>SHA-256 over receipt and rows in both languages, lower-case hex: the same for each language of the page.</summary>
    [JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, LedgerJson.Context.CreditReport)));

    /// <param name="standing">At the receipt's version; null when the receipt names no subject.</param>
    /// <param name="edition">The receipt's.</param>
    public static CreditReport Of(Receipt receipt, Standing? standing, Edition edition)
    {
        var rows = (standing?.Records ?? []).Where(record => ReportRows.IsShown(record, edition, receipt.DecidedAt)).ToLookup(record => ReportRows.SectionOf(record, edition));
        return new CreditReport(
            receipt,
            [.. Enum.GetValues<ReportSection>().Select(section => new ReportPart(
                section, [.. rows[section].OrderByDescending(static record => record.DecidedOn).ThenBy(static record => record.Ref).Select(record => ReportRows.Of(record, edition))]))]);
    }
}
