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
        Own = [.. own.Where(static finding => finding.Record.Mirror is null)];
        Penalties = [.. Publicised(standing, holds, edition, moment, trace)];
        ActiveSerious = [.. own.Where(finding => !finding.IsHeld && finding.IsOn(ListKind.SeriousDishonesty, edition))];
        HeldSerious = [.. own.Where(finding => finding.IsHeld && finding.IsOn(ListKind.SeriousDishonesty, edition))];
        Abnormal = [.. own.Where(finding => finding.IsOn(ListKind.Abnormal, edition))];
        Red = [.. own.Where(finding => finding.IsOn(ListKind.Red, edition))];
        Exemplar = [.. own.Where(finding => finding.IsOn(ListKind.Exemplar, edition))];
        Clean = CleanRecordTest.Of(standing, holds, edition, moment, trace);
        Registration = Newest<RegistrationRecord>();
        RiskClass = Newest<RiskClassRecord>()?.Grade;
        TaxGrade = Newest<TaxGradeRecord>();
        Evaluation = Newest<EvaluationRecord>();
        Consents = [.. Own.Select(static finding => finding.Record).OfType<SceneConsentRecord>().SelectMany(static consent => consent.Scenes)];
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

    private static IEnumerable<Finding> Publicised(Standing standing, Holds holds, Edition edition, Moment moment, Trace? trace)
    {
        foreach (var record in standing.Records)
        {
            if (record is PenaltyRecord { Mirror: null } penalty)
            {
                var isPublic = Publicity.IsInPublicity(penalty, edition, moment);
                trace?.Publicised(penalty, isPublic, edition);
                if (isPublic)
                {
                    yield return new Finding(penalty, standing.Key, holds.On(penalty), null);
                }
            }
        }
    }

    private T? Newest<T>()
        where T : PublicCreditRecord =>
        Own.Select(static finding => finding.Record).OfType<T>()
            .MaxBy(static record => record, RecordOrder.ByDecision);
}
