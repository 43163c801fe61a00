using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Retention;

/// <summary>Whether a person's content may be erased now.</summary>
public static class Erasing
{
    public static readonly Fault RecordsInForce = new("records-in-force", new(
        "该自然人尚有在效、尚未生效或仍在三年考察期内的记录，不能删除；认为记录有误的，请走异议程序（/v1/objections）由提供单位更正或撤销。",
        "Records of this person are in force, begin later, or still count in the three-year test: they are not erased. Whoever holds one to be wrong objects to it (/v1/objections): its source corrects or withdraws it."));

    public static readonly Fault CaseOpen = new("case-open", new(
        "该自然人尚有未办结的案件，办结后再申请删除。", "A case of this person is open: erase when it is closed."));

    public static readonly Fault Held = new("content-held", new(
        "该自然人的信息正依法留存（见 GET /v1/retention/holds），解除留存前不能删除。",
        "Content of this person is held (GET /v1/retention/holds): nothing of it is erased until the hold is released."));

    public static readonly Fault NotAPerson = new("not-a-person", new(
        "删除只适用于自然人的信息。", "Only the information of natural persons is erased."));

    /// <summary>Null when nothing stands against it. What only names the person, a registration or a consent, rests on no decision and goes with it.</summary>
    public static Fault? Refusal(Standing standing, Edition edition, DateTimeOffset at)
    {
        var moment = new Moment(at);
        return standing.Key.Kind != SubjectKinds.Person ? NotAPerson
            : standing.Cases.Values.Any(static known => !known.IsOver) ? CaseOpen
            : standing.Records.Any(record => record is not (RegistrationRecord or SceneConsentRecord) && Counts(record, edition, moment)) ? RecordsInForce
            : null;
    }

    private static bool Counts(PublicCreditRecord record, Edition edition, Moment moment) =>
        Terms.StateOf(record, edition, moment) is TermState.InForce or TermState.NotYet or TermState.Shielded || Terms.WasInForceWithinLookBack(record, edition, moment);
}
