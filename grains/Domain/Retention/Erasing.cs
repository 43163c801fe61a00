using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Retention;

/// <summary>Whether a subject's content may be erased now, and what of it stays.</summary>
public static class Erasing
{
    public static readonly Fault RecordsInForce = new("records-in-force", new(
        "该主体尚有在效、尚未生效或仍在三年考察期内的记录，不能删除；认为记录有误的，请走异议程序（/v1/objections）由提供单位更正或撤销。",
        "Records of this subject are in force, begin later, or still count in the three-year test: they are not erased. Whoever holds one to be wrong objects to it (/v1/objections): its source corrects or withdraws it."));

    public static readonly Fault CaseOpen = new("case-open", new(
        "该主体尚有未办结的案件，办结后再申请删除。", "A case of this subject is open: erase when it is closed."));

    public static readonly Fault Held = new("content-held", new(
        "该主体的信息正依法留存（见 GET /v1/retention/holds），解除留存前不能删除。",
        "Content of this subject is held (GET /v1/retention/holds): nothing of it is erased until the hold is released."));

    public static readonly Fault NotAPerson = new("not-a-person", new(
        "删除只适用于自然人的信息。", "Only the information of natural persons is erased."));

    public static readonly Fault NotDeregistered = new("not-deregistered", new(
        "该单位未注销（已吊销不是终止），其历史不移除。", "This entity is not deregistered (a revoked licence is no end): its history is kept."));

    public static readonly Fault ReceiptsKept = new("receipts-kept", new(
        "依据该单位历史作出的凭证尚在保存，可凭以复算，期满后再移除其历史。", "Receipts that rest on the history of this entity are kept and can be recomputed: the history goes after them."));

    /// <summary>Null when nothing stands against it. What only names the subject, a registration or a consent, rests on no decision and goes with it.</summary>
    public static Fault? Refusal(Standing standing, Edition edition, DateTimeOffset at)
    {
        var moment = new Moment(at);
        return standing.Key.Kind == SubjectKinds.Entity && Registration(standing, edition, moment)?.Status != RegistrationStatus.Deregistered ? NotDeregistered
            : standing.Cases.Values.Any(static known => !known.IsOver) ? CaseOpen
            : standing.Records.Any(record => record is not (RegistrationRecord or SceneConsentRecord) && Counts(record, edition, moment)) ? RecordsInForce
            : null;
    }

    /// <summary>What stays of an entity, so that it is answered as deregistered: public facts of the register, and of a sole trader, whose name may be a person's, no name in full. Null of a person.</summary>
    public static RegistrationRecord? Left(Standing standing, Edition edition, DateTimeOffset at) =>
        standing.Key.Kind == SubjectKinds.Entity && Registration(standing, edition, new Moment(at)) is { } registration
            ? new RegistrationRecord
            {
                Source = registration.Source,
                Number = registration.Number,
                Revision = registration.Revision,
                DecidedOn = registration.DecidedOn,
                Until = registration.Until,
                Name = IsSoleTrader(standing.Key) ? $"{registration.Name.EnumerateRunes().First()}**" : registration.Name,
                Status = registration.Status,
                EstablishedOn = registration.EstablishedOn,
            }
            : null;

    /// <summary>The one that decides.</summary>
    private static RegistrationRecord? Registration(Standing standing, Edition edition, Moment moment) => standing.Records.OfType<RegistrationRecord>()
        .Where(record => record.Mirror is null && Terms.StateOf(record, edition, moment) is TermState.InForce)
        .MaxBy(static record => record, RecordOrder.ByDecision);

    /// <summary>个体工商户, by the first two places of the code (GB 32100).</summary>
    private static bool IsSoleTrader(SubjectKey entity) => entity.Value.StartsWith("92", StringComparison.Ordinal);

    private static bool Counts(PublicCreditRecord record, Edition edition, Moment moment) =>
        Terms.StateOf(record, edition, moment) is TermState.InForce or TermState.NotYet or TermState.Shielded || Terms.WasInForceWithinLookBack(record, edition, moment);
}
