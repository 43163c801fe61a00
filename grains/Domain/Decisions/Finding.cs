using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Decisions;

/// <summary>A record in force, in whose standing it was found, and what holds its measures.</summary>
internal sealed record Finding(PublicCreditRecord Record, SubjectKey Subject, Hold? Hold, LinkedRole? NamedAs)
{
    public bool IsHeld => Hold is not null;

    /// <summary>Null for the subject of the check itself.</summary>
    public OnLinked? On => NamedAs is { } role ? new OnLinked(role, Subject.Value) : null;

    /// <summary>The records of a standing that are in force now and can bear on a decision, with their holds.</summary>
    public static ImmutableArray<Finding> In(Standing standing, Holds holds, LinkedRole? namedAs, Edition edition, Moment moment, Trace? trace = null)
    {
        var found = ImmutableArray.CreateBuilder<Finding>(standing.Records.Length);
        foreach (var record in standing.Records)
        {
            var state = MayBear(record) ? Terms.StateOf(record, edition, moment) : (TermState?)null;
            var finding = state == TermState.InForce ? new Finding(record, standing.Key, holds.On(record), namedAs) : null;
            trace?.Considered(record, state, finding, standing.Key, namedAs, edition);
            if (finding is not null)
            {
                found.Add(finding);
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>A permit restricts nobody, and a stay speaks of another record only.</summary>
    private static bool MayBear(PublicCreditRecord record) => record is not (PermitRecord or StayRecord);

    /// <summary>Those among findings that enter the subject itself on an enabled list of this kind.</summary>
    /// <param name="held">Only those that are held, or are not.</param>
    public static ImmutableArray<Finding> Listed(ListKind kind, ImmutableArray<Finding> findings, Edition edition, bool? held = null)
    {
        ImmutableArray<Finding>.Builder? found = null;
        foreach (var finding in findings)
        {
            if (finding.IsOn(kind, edition) && (held is null || held == finding.IsHeld))
            {
                (found ??= ImmutableArray.CreateBuilder<Finding>(1)).Add(finding);
            }
        }

        return found?.DrainToImmutable() ?? [];
    }

    /// <summary>Whether the record enters the subject itself on an enabled list of this kind. A mirrored entry never does.</summary>
    public bool IsOn(ListKind kind, Edition edition) =>
        Record is ListEntryRecord { Mirror: null } entry && edition.Lists[entry.List] is { Enabled: true } list && list.Kind == kind;
}
