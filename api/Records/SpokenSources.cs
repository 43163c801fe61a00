using CreditGate.Actors.Sources;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Api.Records;

/// <summary>Which sources a push makes fresh: its own, and those whose lists the platform operator relays in it.</summary>
internal static class SpokenSources
{
    /// <summary>
    /// None when no row was usable, unless the push is a heartbeat without rows; and none while a row was not taken,
    /// because what the source said is then not all in and its data must not look current.
    /// </summary>
    /// <param name="usable">The records of the rows that were read without fault.</param>
    public static IEnumerable<string> Of(IReadOnlyCollection<PushedRow> outcomes, IReadOnlyCollection<PublicCreditRecord> usable, string organisation, Edition edition)
    {
        if ((outcomes.Count > 0 && usable.Count == 0) || outcomes.Any(static row => row.Outcome is null))
        {
            return [];
        }

        return usable.SelectMany(record => RelayedSources.Of(record, organisation, edition)).Append(organisation).Distinct();
    }
}
