using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Api.Problems;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Coverage;

/// <summary>Decided cases as their system reports them.</summary>
internal sealed record DecidedCasesBody
{
    /// <summary>1 to 10,000 rows of the form DecidedCaseRow.</summary>
    public ImmutableArray<JsonElement> Rows { get; init; } = [];
}

/// <param name="Rows">One for each row, in order.</param>
internal sealed record DecidedCasesResponse(int Created, int Revised, int Unchanged, int Withdrawn, int Rejected, int NotTaken, ImmutableArray<ReportedRow> Rows);

/// <param name="Outcome">created, revised, unchanged, withdrawn or rejected; absent when the row was not taken now and may be reported again.</param>
/// <param name="Timing">inTime, expired, late or never, by the answers known so far. Those of the last seconds may still be on their way.</param>
/// <param name="Code">Why a row was rejected by what stands, or left unchanged although it differs.</param>
/// <param name="Faults">Why a row was rejected by its content: the fields to mend.</param>
internal sealed record ReportedRow(RowOutcome? Outcome, CheckTiming? Timing, string? Code, string? Message, ImmutableArray<FaultBody>? Faults);

/// <param name="Cases">In the order of timing, month, matter and number.</param>
/// <param name="Next">For after of the next page; absent on the last.</param>
internal sealed record DecidedCasePage(ImmutableArray<DecidedCaseBody> Cases, string? Next);

/// <summary>A case beside its checks.</summary>
/// <param name="Subject">Key of the subject; absent when the person was not known to the platform.</param>
/// <param name="Timing">inTime: an answer was valid when the case was decided; expired: given before, and no longer valid then; late: given after; never: none.</param>
/// <param name="MustCheck">The matter was one to check before acting when the case was decided.</param>
internal sealed record DecidedCaseBody(
    string Department,
    string DepartmentName,
    string Matter,
    string MatterName,
    string BusinessNumber,
    string? Subject,
    DateTimeOffset DecidedAt,
    CaseDecision Decision,
    Guid? Receipt,
    long? Revision,
    bool MustCheck,
    bool Withdrawn,
    CheckTiming Timing,
    string TimingName,
    DateTimeOffset ReportedAt);

/// <param name="Declaration">Number of its newest report: GET /v1/evidence/proofs?declaration= proves it.</param>
/// <param name="Checks">Answers given for the case, oldest first.</param>
internal sealed record CaseFileBody(DecidedCaseBody Case, long Declaration, ImmutableArray<CaseCheckBody> Checks);

/// <param name="Subject">Key of the subject that was checked; one that is not the case's does not count for it.</param>
internal sealed record CaseCheckBody(Guid Receipt, DateTimeOffset At, DateTimeOffset ValidUntil, string? Subject);
