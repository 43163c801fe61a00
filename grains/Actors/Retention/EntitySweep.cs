using CreditGate.Domain;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Entities that are deregistered, and of which nothing was heard for their period.</summary>
public sealed class EntitySweep(IRetentionLedger ledger, ErasureWork erasures, RetentionPeriods periods, PlatformClock clock)
    : QuietSweep(RetainedKind.Entities, ledger, erasures, periods, clock);
