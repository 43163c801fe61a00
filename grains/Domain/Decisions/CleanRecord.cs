using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions.Explaining;
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

/// <summary>What a record is to the three-year test.</summary>
internal enum CleanCount
{
    /// <summary>Not of a kind that could stand against three clean years, or a copy of another subject's record.</summary>
    Foreign,
    Counts,
    Minor,
    Gone,

    /// <summary>Outside the look-back, or not in force yet.</summary>
    Past,
}

internal static class CleanRecordTest
{
    public static CleanRecord Of(Standing standing, Holds holds, Edition edition, Moment moment, Trace? trace = null)
    {
        var clean = standing.IsUnknown ? CleanRecord.Unknown : Test(standing, holds, edition, moment, trace);
        trace?.Clean(clean);
        return clean;
    }

    private static CleanRecord Test(Standing standing, Holds holds, Edition edition, Moment moment, Trace? trace)
    {
        var pending = false;
        foreach (var record in standing.Records)
        {
            var count = record.Mirror is null ? Count(record, edition, moment) : CleanCount.Foreign;
            var hold = count == CleanCount.Counts ? holds.On(record) : null;
            trace?.Counted(record, count, hold);
            if (count == CleanCount.Counts && hold is null)
            {
                return CleanRecord.Negative;
            }

            pending |= count == CleanCount.Counts;
        }

        return (pending, IsOldEnough(standing, moment)) switch
        {
            (true, true) => CleanRecord.Pending,
            (true, false) => CleanRecord.PendingYoung,
            (false, true) => CleanRecord.ThreeYears,
            (false, false) => CleanRecord.NoNegativeRecord,
        };
    }

    private static CleanCount Count(PublicCreditRecord record, Edition edition, Moment moment) => record switch
    {
        PenaltyRecord penalty when edition.SeverityOf(penalty) == Severity.Minor => CleanCount.Minor,
        PenaltyRecord penalty => Within(penalty, IsWithinLookBack(penalty, penalty.DecidedOn, moment)),
        ListEntryRecord entry when edition.Lists[entry.List] is { Enabled: true, Kind: ListKind.SeriousDishonesty or ListKind.Abnormal } =>
            Within(entry, Terms.WasInForceWithinLookBack(entry, edition, moment)),
        CommitmentRecord { State: CommitmentState.Breached } breach => Within(breach, IsWithinLookBack(breach, breach.BreachedOn ?? breach.DecidedOn, moment)),
        _ => CleanCount.Foreign,
    };

    private static CleanCount Within(PublicCreditRecord record, bool counts) =>
        counts ? CleanCount.Counts : Terms.IsUsable(record) ? CleanCount.Past : CleanCount.Gone;

    /// <summary>A day 36 months ago still counts; the day after, it no longer does.</summary>
    private static bool IsWithinLookBack(PublicCreditRecord record, DateOnly day, Moment moment) =>
        Terms.IsUsable(record)
        && moment.IsOnOrAfter(day, Boundary.TermStart, record)
        && !moment.IsPast(day.AddMonths(Terms.LookBackMonths), Boundary.LookBackEnd, record);

    private static bool IsOldEnough(Standing standing, Moment moment) =>
        standing.Key.Kind == SubjectKinds.Person
        || WasEstablished(standing.Records, moment);

    private static bool WasEstablished(ImmutableArray<PublicCreditRecord> records, Moment moment)
    {
        foreach (var record in records)
        {
            if (record is RegistrationRecord { EstablishedOn: { } established }
                && Terms.IsUsable(record)
                && moment.IsOnOrAfter(established.AddMonths(Terms.LookBackMonths), Boundary.ThreeYearsOld, record))
            {
                return true;
            }
        }

        return false;
    }
}
