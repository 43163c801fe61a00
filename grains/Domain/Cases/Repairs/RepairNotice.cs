using System.Collections.Immutable;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Cases.Repairs;

/// <summary>信用修复主动告知书: goes with a penalty decision (两书同达, plan art. 13). Its days are those by which the repair will be judged. Days are legal days in China.</summary>
/// <param name="Severity">As stated by the source, or by the edition's rules.</param>
/// <param name="PublicityEndsOn">Last day of publicity, inclusive; null when none is foreseen while duties are outstanding.</param>
/// <param name="PossibleFrom">First day on which an application can be accepted.</param>
/// <param name="Edition">In force on that day: it judges an application of that day.</param>
/// <param name="Acceptance">Of an application received on that day.</param>
/// <param name="Result">Of an application received on that day.</param>
public sealed record RepairNotice(
    SubjectKey Subject,
    string? Name,
    PublicCreditRecord Record,
    Severity Severity,
    bool IsSeverityStated,
    DateOnly? PublicityEndsOn,
    DateOnly PossibleFrom,
    Edition Edition,
    CaseDeadline Acceptance,
    CaseDeadline Result,
    ImmutableArray<NoticeRemark> Unconfirmed)
{
    /// <summary>Null when the record is not repairable, or not to be shown any more.</summary>
    public static RepairNotice? Of(Standing standing, RecordRef reference, Catalogue catalogue, DateTimeOffset at)
    {
        if (standing.Find(reference) is not { Mirror: null } record || !Terms.IsUsable(record) || !RepairPeriods.IsRepairable(record, catalogue.At(at)))
        {
            return null;
        }

        var (day, edition) = RepairPeriods.FirstPossible(record, catalogue, record.DecidedOn);
        var context = new CaseContext(edition, LegalTime.StartOf(day), "").For(record.Source);
        return new RepairNotice(
            standing.Key,
            standing.Name,
            record,
            record is PenaltyRecord penalty ? edition.SeverityOf(penalty) : Severity.Serious,
            record is PenaltyRecord { Severity: not null },
            record is PenaltyRecord published ? Publicity.LastDay(published, edition) : Terms.LastDay(record, edition),
            day,
            edition,
            CaseDeadline.Of(RepairTerms.Acceptance, day, context),
            CaseDeadline.Of(RepairTerms.Result, day, context),
            [.. NoticeRemarks.Of(record, edition, context)]);
    }
}
