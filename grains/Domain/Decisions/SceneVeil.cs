using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions.Explaining;

namespace CreditGate.Domain.Decisions;

/// <summary>信易+: what a merchant sees of a person. The benefit is given or it is not; why not, and what is known of the person, stays untold: not eligible looks the same as not opted in.</summary>
/// <remarks>Only what is shown is veiled. The receipt keeps the whole ruling, which the platform's operator reads.</remarks>
public static class SceneVeil
{
    /// <param name="organisation">To whom it is shown.</param>
    public static bool Covers(string organisation, SubjectKinds subject, Matter matter) =>
        organisation != Department.PlatformOperator && matter.Category == MatterCategory.Service && (subject == SubjectKinds.Person || matter.SubjectKinds == SubjectKinds.Person);

    public static Ruling Over(Ruling ruling, Matter matter, Edition edition) => ruling with
    {
        Statuses = [],
        Reminders = [],
        Suspended = [],
        Withheld =
        [
            .. from code in Scenes(matter, edition)
               where ruling.Incentives.All(given => given.Code != code)
               select new WithheldLine(code, edition.Incentives[code].Name, StatusColumn.Ordinary, WithheldReason.NotOffered),
        ],
    };

    /// <summary>Of an explanation, under which edition and with what outcome.</summary>
    public static ImmutableArray<Step> Over(ImmutableArray<Step> steps) => steps.RemoveAll(static step => step.Code is not (StepCode.EditionInForce or StepCode.OutcomeDecided));

    /// <summary>Codes of the scenes whose benefit a matter gives.</summary>
    internal static IEnumerable<string> Scenes(Matter matter, Edition edition) => matter.Cells.Values
        .Where(static cell => cell.Verdict == Verdict.Incentivise).SelectMany(static cell => cell.Codes)
        .Where(code => edition.Incentives[code].IsScene).Distinct().Order(StringComparer.Ordinal);
}
