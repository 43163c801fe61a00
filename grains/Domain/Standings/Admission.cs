using System.Text.Json;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Standings;

/// <summary>What became of a pushed row.</summary>
public enum RowOutcome
{
    Created,
    Revised,
    Unchanged,
    Rejected,

    /// <summary>The row took the record back: from here on it counts as never made.</summary>
    Withdrawn,
}

/// <summary>Whether a standing takes a record, and the event that says so.</summary>
/// <param name="Happened">Null when nothing changes.</param>
/// <param name="Note">Why a row was rejected, or left unchanged although it differs.</param>
public sealed record Admission(RowOutcome Outcome, SubjectEvent? Happened, Fault? Note)
{
    /// <summary>A newer order already stands: the late row changes nothing.</summary>
    public static readonly Fault Superseded = new("superseded", new("已有更新的版本，本行未作改动。", "A newer revision already stands: nothing was changed."));

    public static readonly Fault RevisionConflict = new("revision-conflict", new(
        "同一版本号已报送过不同内容，请提高版本号后重报。", "This revision was pushed before with other content: raise the revision number and push again."));

    public static readonly Fault OfACase = new("record-of-a-case", new(
        "该承诺由容缺受理办件管理，请在 /v1/commitments 办理，本行未作改动。", "This promise is kept by its case: take a step at /v1/commitments. Nothing was changed."));

    public static readonly Fault OppositeList = new("opposite-list", new(
        "该主体在严重失信主体名单内，不得列入红名单或诚信典型。", "The subject is on a serious-dishonesty list and may not be entered on a red or exemplar list."));

    /// <param name="isOutlived">A newer full snapshot of the source is in: a record that does not stand was not in it.</param>
    /// <param name="isAlone">No file keeps word that the row repeated what stands.</param>
    /// <param name="isOrdered">The source gave a revision number or an asOf; otherwise the order is only that of arrival.</param>
    public static Admission Judge(Standing standing, PublicCreditRecord record, bool isOrdered, Edition edition, DateTimeOffset at, string actor, bool isOutlived = false, bool isAlone = false)
    {
        if (standing.Find(record.Ref) is not { } known)
        {
            return isOutlived ? new Admission(RowOutcome.Unchanged, null, Superseded)
                : Opposes(standing, record, edition, at) ? new Admission(RowOutcome.Rejected, null, OppositeList)
                : Taken(null, record, at, actor);
        }

        if (CaseMarks.IsOfACase(standing, known))
        {
            return new Admission(RowOutcome.Unchanged, null, OfACase);
        }

        if (record.Withdrawal?.MissingAt is { } missingAt)
        {
            return JudgeMissing(known, record.Withdrawal, missingAt, at, actor);
        }

        record = CaseMarks.Kept(standing, known, record);
        var order = Order(record.Revision, known);
        if (SaysTheSame(known, record))
        {
            return Confirmed(known, record.Revision, order, isOrdered, isAlone) is { } confirmed
                ? new Admission(RowOutcome.Unchanged, new RecordConfirmed { At = at, Actor = actor, Record = record.Ref, Revision = confirmed }, null)
                : new Admission(RowOutcome.Unchanged, null, null);
        }

        return order switch
        {
            > 0 => Taken(known, record, at, actor),
            _ when !isOrdered && known.Revision.Number is null => Taken(known, After(known, record), at, actor),
            0 => new Admission(RowOutcome.Rejected, null, RevisionConflict),
            < 0 => new Admission(RowOutcome.Unchanged, null, Superseded),
        };
    }

    /// <summary>The revision at which a row repeats what stands; null when it says nothing new. So that neither an older row nor an older snapshot overrides it.</summary>
    private static Revision? Confirmed(PublicCreditRecord known, Revision revision, int order, bool isOrdered, bool isAlone) =>
        order > 0 && isOrdered ? revision
        : order == 0 && isAlone && revision.AsOf > known.Revision.AsOf ? known.Revision with { AsOf = revision.AsOf }
        : null;

    /// <summary>A full snapshot says nothing of records that are newer than itself, or at an end already.</summary>
    private static Admission JudgeMissing(PublicCreditRecord known, WithdrawalMark withdrawal, DateTimeOffset missingAt, DateTimeOffset at, string actor)
    {
        if (known is not { Withdrawal: null, Repair: null, Removal: null })
        {
            return new Admission(RowOutcome.Unchanged, null, null);
        }

        return known.Revision.AsOf >= missingAt
            ? new Admission(RowOutcome.Unchanged, null, Superseded)
            : Taken(known, known with { Withdrawal = withdrawal, Revision = known.Revision with { AsOf = missingAt, Line = 0 } }, at, actor);
    }

    /// <summary>A record that a full snapshot did not name comes back by a file that is no older than the snapshot, though its revision has the same number.</summary>
    private static int Order(Revision revision, PublicCreditRecord known) => known.Withdrawal?.MissingAt is not { } missingAt
        ? revision.CompareTo(known.Revision)
        : revision.AsOf < missingAt ? -1
        : (revision.Number ?? 0) >= (known.Revision.Number ?? 0) ? 1 : -1;

    private static Admission Taken(PublicCreditRecord? known, PublicCreditRecord record, DateTimeOffset at, string actor) => new(
        record.Withdrawal is not null && known?.Withdrawal is null ? RowOutcome.Withdrawn : known is null ? RowOutcome.Created : RowOutcome.Revised,
        new RecordPushed { At = at, Actor = actor, Record = record },
        null);

    /// <summary>A row without any order of its own comes after what is there: no clock of a node decides, and none hides a suspension.</summary>
    private static PublicCreditRecord After(PublicCreditRecord known, PublicCreditRecord record) =>
        record with { Revision = known.Revision with { Line = known.Revision.Line + 1 } };

    /// <summary>INV-14, at the door: an entry that is already there is suspended by the listing instead, and one that is over enters nobody.</summary>
    private static bool Opposes(Standing standing, PublicCreditRecord record, Edition edition, DateTimeOffset at)
    {
        var moment = new Moment(at);
        if (record is not ListEntryRecord { Mirror: null } entry
            || edition.Lists[entry.List].Kind is not (ListKind.Red or ListKind.Exemplar)
            || !Terms.IsInForce(entry, edition, moment))
        {
            return false;
        }

        var holds = new Holds(standing, edition, moment);
        return Finding.In(standing, holds, null, edition, moment).Any(other => !other.IsHeld && other.IsOn(ListKind.SeriousDishonesty, edition));
    }

    private static bool SaysTheSame(PublicCreditRecord known, PublicCreditRecord record) =>
        Content(known).AsSpan().SequenceEqual(Content(record with { Revision = known.Revision }));

    private static byte[] Content(PublicCreditRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, LedgerJson.Context.PublicCreditRecord);
}
