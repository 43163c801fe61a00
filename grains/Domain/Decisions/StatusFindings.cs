using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>The statuses that a subject has at the moment. Repaired and withdrawn records leave none.</summary>
internal static class StatusFindings
{
    public static ImmutableArray<StatusFinding> Of(SubjectFacts facts)
    {
        if (facts.Standing.IsUnknown)
        {
            return [new StatusFinding(StatusCode.NotFound, [])];
        }

        var found = new List<StatusFinding>();
        Add(found, StatusCode.SeriousListed, facts.ActiveSerious.AddRange(facts.HeldSerious));
        Add(found, StatusCode.Abnormal, facts.Abnormal);
        Add(found, StatusCode.Penalised, facts.Penalties);
        Add(found, StatusCode.RedList, facts.Red);
        Add(found, StatusCode.Exemplar, facts.Exemplar);
        AddClean(found, facts.Clean);
        if (found.Count == 0)
        {
            found.Add(new StatusFinding(StatusCode.Ordinary, []));
        }

        Add(found, StatusCode.UnderObjection, Held(facts, HoldKind.Objection));
        Add(found, StatusCode.Stayed, Held(facts, HoldKind.Stay));
        AddRegistration(found, facts.Registration);
        return [.. found];
    }

    private static void AddClean(List<StatusFinding> found, CleanRecord clean)
    {
        if (clean is CleanRecord.ThreeYears or CleanRecord.NoNegativeRecord)
        {
            found.Add(new StatusFinding(clean == CleanRecord.ThreeYears ? StatusCode.Clean3Y : StatusCode.NoNegativeRecord, []));
        }
    }

    private static void AddRegistration(List<StatusFinding> found, RegistrationRecord? registration)
    {
        if (registration is { Status: not RegistrationStatus.Active })
        {
            var code = registration.Status == RegistrationStatus.Revoked ? StatusCode.Revoked : StatusCode.Deregistered;
            found.Add(new StatusFinding(code, [registration.Ref]));
        }
    }

    private static ImmutableArray<Finding> Held(SubjectFacts facts, HoldKind kind) =>
        facts.HasHolds ? [.. facts.InForce.Concat(facts.Penalties).Where(finding => finding.Hold?.Kind == kind).DistinctBy(static finding => finding.Record.Ref)] : [];

    private static void Add(List<StatusFinding> found, StatusCode code, ImmutableArray<Finding> findings)
    {
        if (!findings.IsEmpty)
        {
            found.Add(new StatusFinding(code, [.. findings.Select(static finding => finding.Record.Ref).Order()]));
        }
    }
}
