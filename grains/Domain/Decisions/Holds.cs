using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Decisions;

/// <summary>Why a record's measures are not carried out for now.</summary>
public enum HoldKind
{
    /// <summary>An objection is being verified (plan art. 14). It does not stay a statutory ban.</summary>
    Objection,

    /// <summary>A court or review body stayed the decision, statutory or not.</summary>
    Stay,
}

/// <param name="Reference">Number of the objection or of the staying decision.</param>
/// <param name="DueOn">Last day of verification, or of the stay; null when open.</param>
public sealed record Hold(HoldKind Kind, string Reference, DateOnly? DueOn);

/// <summary>The stays in force on a standing, asked once and used for all its records.</summary>
internal sealed class Holds
{
    private readonly List<StayRecord>? _stays;

    public Holds(Standing standing, Edition edition, Moment moment)
    {
        foreach (var record in standing.Records)
        {
            if (record is StayRecord stay && Terms.IsInForce(stay, edition, moment))
            {
                (_stays ??= []).Add(stay);
            }
        }
    }

    /// <summary>The hold on a record, a stay before an objection; null when its measures are carried out.</summary>
    /// <remarks>Overdue verification changes nothing: measures stay suspended until it is concluded.</remarks>
    public Hold? On(PublicCreditRecord record) =>
        _stays is not null && StayOf(record, _stays) is { } stay
            ? new Hold(HoldKind.Stay, stay.Number, stay.Until)
            : record.Dispute is { } dispute ? new Hold(HoldKind.Objection, dispute.Objection, dispute.DueOn) : null;

    private static StayRecord? StayOf(PublicCreditRecord record, List<StayRecord> stays) => stays.FirstOrDefault(stay => stay.Stays(record));
}
