using System.Collections.Frozen;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases;

/// <summary>Which roles an organisation has in a case about a record.</summary>
internal static class CaseRoles
{
    public static readonly FrozenSet<Role> Platform = FrozenSet.Create(Role.Platform);
    public static readonly FrozenSet<Role> Approver = FrozenSet.Create(Role.Approver);
    public static readonly FrozenSet<Role> Counterparty = FrozenSet.Create(Role.Counterparty);
    public static readonly FrozenSet<Role> Timer = FrozenSet.Create(Role.Timer);

    /// <summary>Only the unit that provided or designated a record may change or repair it (INV-10). What the operator relays stays with the unit that designated.</summary>
    public static FrozenSet<Role> Of(string organisation, RecordRef record, Edition edition)
    {
        var isOwn = organisation == record.Source
            || (record is { Source: Department.PlatformOperator, List: { } code } && edition.Lists.TryGetValue(code, out var list) && list.Providers.Contains(organisation));
        return (isOwn, organisation == Department.PlatformOperator) switch
        {
            (true, true) => FrozenSet.Create(Role.Provider, Role.Initiator, Role.Platform),
            (true, false) => FrozenSet.Create(Role.Provider, Role.Initiator),
            (false, true) => Platform,
            _ => [],
        };
    }
}
