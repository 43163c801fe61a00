using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Decisions;

/// <summary>连续三年无不良信用记录 (plan art. 3; the details are the product's own definition, to be confirmed).</summary>
internal enum CleanRecord
{
    /// <summary>No negative record in the look-back, and old enough to have had one.</summary>
    ThreeYears,

    /// <summary>No negative record, but younger than 36 months or of unknown age.</summary>
    NoNegativeRecord,

    /// <summary>Only disputed or stayed records stand against three clean years: neither given nor lost.</summary>
    Pending,

    /// <summary>Only disputed or stayed records stand against it, but it is not old enough for three years anyway.</summary>
    PendingYoung,

    /// <summary>A negative record counts.</summary>
    Negative,

    /// <summary>Nothing is known of the subject.</summary>
    Unknown,
}

internal static class CleanRecordTest
{
    public static CleanRecord Of(Standing standing, Holds holds, Edition edition, Moment moment)
    {
        if (standing.Version == 0)
        {
            return CleanRecord.Unknown;
        }

        var pending = false;
        foreach (var record in standing.Records)
        {
            if (record.Mirror is not null || !Counts(record, edition, moment))
            {
                continue;
            }

            if (holds.On(record) is null)
            {
                return CleanRecord.Negative;
            }

            pending = true;
        }

        return (pending, IsOldEnough(standing, moment)) switch
        {
            (true, true) => CleanRecord.Pending,
            (true, false) => CleanRecord.PendingYoung,
            (false, true) => CleanRecord.ThreeYears,
            (false, false) => CleanRecord.NoNegativeRecord,
        };
    }

    private static bool Counts(PublicCreditRecord record, Edition edition, Moment moment) => record switch
    {
        PenaltyRecord penalty => edition.SeverityOf(penalty) != Severity.Minor && IsWithinLookBack(penalty, penalty.DecidedOn, moment),
        ListEntryRecord entry => edition.Lists[entry.List] is { Enabled: true, Kind: ListKind.SeriousDishonesty or ListKind.Abnormal }
            && Terms.WasInForceWithinLookBack(entry, edition, moment),
        CommitmentRecord { State: CommitmentState.Breached } breach => IsWithinLookBack(breach, breach.BreachedOn ?? breach.DecidedOn, moment),
        _ => false,
    };

    /// <summary>A day 36 months ago still counts; the day after, it no longer does.</summary>
    private static bool IsWithinLookBack(PublicCreditRecord record, DateOnly day, Moment moment) =>
        Terms.IsUsable(record) && moment.IsOnOrAfter(day) && !moment.IsPast(day.AddMonths(Terms.LookBackMonths));

    private static bool IsOldEnough(Standing standing, Moment moment) =>
        standing.Key.Kind == SubjectKinds.Person
        || WasEstablished(standing.Records, moment);

    private static bool WasEstablished(ImmutableArray<PublicCreditRecord> records, Moment moment)
    {
        foreach (var record in records)
        {
            if (record is RegistrationRecord { EstablishedOn: { } established } && Terms.IsUsable(record) && moment.IsOnOrAfter(established.AddMonths(Terms.LookBackMonths)))
            {
                return true;
            }
        }

        return false;
    }
}
