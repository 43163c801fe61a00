using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Credentials;

/// <summary>Reads what a credential is to be, and keeps every fault.</summary>
internal sealed partial class CredentialReader(Edition edition, DateTimeOffset now)
{
    private readonly List<FieldFault> _faults = [];

    public IReadOnlyList<FieldFault> Faults => _faults;

    public (string Organisation, Scope Scopes, AccessLimits Limits) Read(NewCredentialBody body)
    {
        Expect(body.Organisation is not null && edition.Departments.ContainsKey(body.Organisation), "organisation", CredentialFaults.UnknownOrganisation);
        ReadNote("note", body.Note);
        ReadEnd(body.ExpiresAt);
        var (scopes, limits) = (ReadScopes(body), ReadLimits(body.Limits ?? new()));
        return (body.Organisation ?? "", scopes, scopes.HasFlag(Scope.Scene) ? OfAMerchant(scopes, limits) : limits);
    }

    /// <returns>For how long the former key is still taken.</returns>
    public TimeSpan Read(RotationBody body)
    {
        ReadEnd(body.ExpiresAt);
        var hours = body.OverlapHours ?? CredentialFaults.OverlapHours;
        Expect(hours is >= 0 and <= CredentialFaults.MostOverlapHours, "overlapHours", CredentialFaults.OverlapOutOfRange);
        return TimeSpan.FromHours(Math.Clamp(hours, 0, CredentialFaults.MostOverlapHours));
    }

    public void ReadNote(string field, string? note)
    {
        Expect(note is not { Length: > NewCredentialBody.LongestNote }, field, CredentialFaults.TooLong);
        Expect(note?.Contains('\0', StringComparison.Ordinal) is not true, field, CredentialFaults.HoldsNul);
    }

    private Scope ReadScopes(NewCredentialBody body)
    {
        var scopes = Scope.None;
        foreach (var (name, index) in OrEmpty(body.Scopes).Select(static (name, index) => (name, index)))
        {
            var scope = Scopes.Each.FirstOrDefault(known => ScopeNames.Of(known) == name);
            Expect(scope != Scope.None, $"scopes[{index}]", CredentialFaults.UnknownScope);
            Expect(scope != Scope.Operate || body.Organisation == Department.PlatformOperator, $"scopes[{index}]", CredentialFaults.OperateElsewhere);
            scopes |= scope;
        }

        return OrEmpty(body.Scopes).IsEmpty ? Scopes.Department : scopes;
    }

    /// <summary>A merchant's key does one thing, for scenes that are named, about persons.</summary>
    private AccessLimits OfAMerchant(Scope scopes, AccessLimits limits)
    {
        Expect(scopes == Scope.Scene, "scopes", CredentialFaults.SceneAlone);
        Expect(
            !limits.Matters.IsEmpty && limits.Matters.All(code => edition.Matters.TryGetValue(code, out var matter) && SceneOffer.IsIn(matter, edition)),
            "limits.matters",
            CredentialFaults.NotAScene);
        Expect(!limits.SubjectKinds.HasFlag(SubjectKinds.Entity), "limits.subjectKinds", CredentialFaults.ScenePersons);
        return limits with { SubjectKinds = SubjectKinds.Person };
    }

    private AccessLimits ReadLimits(LimitsBody body) => new()
    {
        ChecksPerSecond = Rate("checksPerSecond", body.ChecksPerSecond),
        OthersPerSecond = Rate("othersPerSecond", body.OthersPerSecond),
        MissesPerMinute = Rate("missesPerMinute", body.MissesPerMinute),
        Departments = Each("departments", body.Departments, edition.Departments.ContainsKey, CredentialFaults.UnknownOrganisation),
        Matters = Each("matters", body.Matters, code => code == AccessLimits.Any || edition.Matters.ContainsKey(code), CredentialFaults.UnknownMatter),
        Lists = Each("lists", body.Lists, edition.Lists.ContainsKey, CredentialFaults.UnknownList),
        Regions = Each("regions", body.Regions, static region => Region().IsMatch(region), CredentialFaults.RegionMalformed),
        SubjectKinds = Each("subjectKinds", body.SubjectKinds, static kind => kind is "entity" or "person", CredentialFaults.UnknownKind)
            .Aggregate(SubjectKinds.None, static (kinds, kind) => kinds | (kind == "person" ? SubjectKinds.Person : SubjectKinds.Entity)),
    };

    private int? Rate(string field, int? count)
    {
        Expect(count is null or (>= 0 and <= AccessLimits.MostPerSecond), $"limits.{field}", CredentialFaults.RateOutOfRange);
        return count;
    }

    private ImmutableArray<string> Each(string field, ImmutableArray<string> codes, Func<string, bool> isKnown, Fault fault)
    {
        foreach (var (code, index) in OrEmpty(codes).Select(static (code, index) => (code, index)))
        {
            Expect(code is not null && isKnown(code), $"limits.{field}[{index}]", fault);
        }

        return [.. OrEmpty(codes).Distinct()];
    }

    private void ReadEnd(DateTimeOffset? end) => Expect(end is null || end > now, "expiresAt", CredentialFaults.EndInPast);

    private void Expect(bool holds, string field, Fault fault)
    {
        if (!holds)
        {
            _faults.Add(new FieldFault(field, fault));
        }
    }

    private static ImmutableArray<string> OrEmpty(ImmutableArray<string> items) => items.IsDefault ? [] : items;

    [GeneratedRegex("^[1-9][0-9]{1,5}$")]
    private static partial Regex Region();
}
