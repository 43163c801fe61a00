using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Actors.Sources;

/// <summary>For whom the platform operator speaks: the units that provide the lists which it relays.</summary>
public static class RelayedSources
{
    /// <param name="organisation">Organisation of the credential that pushes.</param>
    public static IEnumerable<string> Of(PublicCreditRecord record, string organisation, Edition edition) =>
        organisation == Department.PlatformOperator && record is ListEntryRecord entry ? edition.Lists[entry.List].Providers : [];
}
