using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Decisions;

/// <summary>What is true of the subject itself at the moment, whatever the matter.</summary>
internal sealed class SubjectFacts
{
    public SubjectFacts(Standing standing, ImmutableArray<Finding> own, Holds holds, Edition edition, Moment moment, Trace? trace = null)
    {
        Standing = standing;
        InForce = own;
        Own = own.All(static finding => finding.Record.Mirror is null) ? own : [.. own.Where(static finding => finding.Record.Mirror is null)];
        Penalties = Publicised(standing, holds, edition, moment, trace);
        ActiveSerious = Finding.Listed(ListKind.SeriousDishonesty, own, edition, held: false);
        HeldSerious = Finding.Listed(ListKind.SeriousDishonesty, own, edition, held: true);
        Abnormal = Finding.Listed(ListKind.Abnormal, own, edition);
        Red = Finding.Listed(ListKind.Red, own, edition);
        Exemplar = Finding.Listed(ListKind.Exemplar, own, edition);
        Clean = CleanRecordTest.Of(standing, holds, edition, moment, trace);
        Registration = Newest<RegistrationRecord>();
        RiskClass = Newest<RiskClassRecord>()?.Grade;
        TaxGrade = Newest<TaxGradeRecord>();
        Evaluation = Newest<EvaluationRecord>();
        Consents = Own.Any(static finding => finding.Record is SceneConsentRecord)
            ? [.. Own.Select(static finding => finding.Record).OfType<SceneConsentRecord>().SelectMany(static consent => consent.Scenes)]
            : [];
    }

    public Standing Standing { get; }

    /// <summary>Every record in force, also those of entities that name this person.</summary>
    public ImmutableArray<Finding> InForce { get; }

    /// <summary>The records about the subject itself: what an entity's record says of the entity is not said of those it names.</summary>
    public ImmutableArray<Finding> Own { get; }

    public ImmutableArray<Finding> Penalties { get; }

    public ImmutableArray<Finding> ActiveSerious { get; }

    public ImmutableArray<Finding> HeldSerious { get; }

    public ImmutableArray<Finding> Abnormal { get; }

    public ImmutableArray<Finding> Red { get; }

    public ImmutableArray<Finding> Exemplar { get; }

    public CleanRecord Clean { get; }

    public RegistrationRecord? Registration { get; }

    public RiskGrade? RiskClass { get; }

    public TaxGradeRecord? TaxGrade { get; }

    public EvaluationRecord? Evaluation { get; }

    public ImmutableHashSet<string> Consents { get; }

    public bool HasHolds => InForce.Any(static finding => finding.IsHeld) || Penalties.Any(static finding => finding.IsHeld);

    public bool IsGone => Registration is { Status: not RegistrationStatus.Active };

    public bool NeedsConsent => Standing.Key.Kind == SubjectKinds.Person;

    /// <summary>The columns that earn incentives, and whether each rests only on records that are held.</summary>
    public IEnumerable<(StatusColumn Column, bool Held)> Merits
    {
        get
        {
            if (!Red.IsEmpty)
            {
                yield return (StatusColumn.RedList, Red.All(static finding => finding.IsHeld));
            }

            if (!Exemplar.IsEmpty)
            {
                yield return (StatusColumn.Exemplar, Exemplar.All(static finding => finding.IsHeld));
            }

            if (Clean is CleanRecord.ThreeYears or CleanRecord.Pending)
            {
                yield return (StatusColumn.Clean3Y, Clean == CleanRecord.Pending);
            }
        }
    }

    private static ImmutableArray<Finding> Publicised(Standing standing, Holds holds, Edition edition, Moment moment, Trace? trace)
    {
        ImmutableArray<Finding>.Builder? found = null;
        foreach (var record in standing.Records)
        {
            if (record is PenaltyRecord { Mirror: null } penalty)
            {
                var isPublic = Publicity.IsInPublicity(penalty, edition, moment);
                trace?.Publicised(penalty, isPublic, edition);
                if (isPublic)
                {
                    (found ??= ImmutableArray.CreateBuilder<Finding>(1)).Add(new Finding(penalty, standing.Key, holds.On(penalty), null));
                }
            }
        }

        return found?.DrainToImmutable() ?? [];
    }

    private T? Newest<T>()
        where T : PublicCreditRecord
    {
        T? newest = null;
        foreach (var finding in Own)
        {
            if (finding.Record is T record && (newest is null || RecordOrder.ByDecision.Compare(record, newest) > 0))
            {
                newest = record;
            }
        }

        return newest;
    }
}
