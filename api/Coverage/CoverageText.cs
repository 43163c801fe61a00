using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Coverage;

namespace CreditGate.Api.Coverage;

/// <summary>Cases and counts in the words of one language.</summary>
internal sealed class CoverageText(Catalogue catalogue, PlatformClock clock)
{
    private Edition Edition => catalogue.At(clock.GetUtcNow());

    public DecidedCaseBody Of(ReconciledCase known, Language language)
    {
        var decided = known.Case;
        return new DecidedCaseBody(
            decided.Department, DepartmentName(decided.Department, language), decided.Matter, MatterName(decided.Matter, language), decided.Number, decided.Subject,
            decided.DecidedAt.ToOffset(LegalTime.ChinaStandardTime), decided.Decision, decided.Receipt, decided.Revision, decided.MustCheck, decided.IsWithdrawn,
            known.Timing, NameOf(known.Timing).In(language), decided.ReportedAt.ToOffset(LegalTime.ChinaStandardTime));
    }

    public static CaseCheckBody Of(CaseCheck check) =>
        new(check.Receipt, check.At.ToOffset(LegalTime.ChinaStandardTime), check.ValidUntil.ToOffset(LegalTime.ChinaStandardTime), check.Subject);

    /// <summary>The code itself, where this release has no name for it any more.</summary>
    public string DepartmentName(string code, Language language) => Edition.Departments.TryGetValue(code, out var department) ? department.Name.In(language) : code;

    public string MatterName(string code, Language language) => Edition.Matters.TryGetValue(code, out var matter) ? matter.Name.In(language) : code;

    private static LocalText NameOf(CheckTiming timing) => timing switch
    {
        CheckTiming.InTime => new("办结前已查询且答复有效", "checked in time"),
        CheckTiming.Expired => new("办结时答复已过有效期", "checked, but the answer had expired"),
        CheckTiming.Late => new("办结后才查询", "checked only after the decision"),
        _ => new("未查询", "never checked"),
    };
}
