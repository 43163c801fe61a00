using System.Collections.Immutable;
using CreditGate.Api.Checks;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Reports;

namespace CreditGate.Api.Reports;

/// <summary>Whose report is asked for, and for what. It is a check: what it is answered is in the report, and its receipt is the report's.</summary>
internal sealed record ReportBody
{
    public SubjectRow? Subject { get; init; }

    /// <summary>Code of the matter (事项) that the report is for.</summary>
    public string? Matter { get; init; }

    /// <summary>办件编号. Required for a person.</summary>
    public string? BusinessNumber { get; init; }

    /// <summary>Required for a person.</summary>
    public string? Purpose { get; init; }

    /// <summary>The same id and body within 24 hours gives the same report.</summary>
    public string? RequestId { get; init; }
}

/// <param name="Receipt">Of the check that the report was made with.</param>
/// <param name="Digest">SHA-256 of the report's content, the same in each language; POST /v1/reports/verify takes it.</param>
/// <param name="Superseded">The subject has changed since: for verification only, ask for a new one before you act.</param>
/// <param name="Answer">What was answered for the matter.</param>
internal sealed record ReportResponse(Guid Receipt, string Digest, bool Superseded, ImmutableArray<ReportSectionBody> Sections, CheckResponse Answer);

internal sealed record ReportSectionBody(ReportSection Section, string Name, ImmutableArray<ReportRowBody> Rows);

/// <param name="Unit">Who provided the record.</param>
/// <param name="Until">Last day of the term, inclusive.</param>
/// <param name="DisputedUntil">Under objection; the last day of its verification.</param>
internal sealed record ReportRowBody(
    RecordRef Record, string Unit, string Title, DateOnly DecidedOn, DateOnly? Until, string? Basis, DateOnly? DisputedUntil, ImmutableArray<string> Facts);

/// <summary>A report as its holder has it.</summary>
internal sealed record ReportClaim(Guid? Receipt, string? Digest);

internal enum ReportVerdict
{
    /// <summary>The service made this report, with this content.</summary>
    Genuine,

    /// <summary>The service made a report on this receipt with other content.</summary>
    Altered,

    /// <summary>No such receipt was given, or not to the organisation that asks.</summary>
    Unknown,
}

internal sealed record ReportVerdictResponse(ReportVerdict Verdict, Guid Receipt);
