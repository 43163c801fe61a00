using CreditGate.Domain;
using CreditGate.Domain.Retention;

namespace CreditGate.Actors.Retention;

/// <summary>Persons of whom nothing was heard for their period.</summary>
public sealed class PersonSweep(IRetentionLedger ledger, ErasureWork erasures, RetentionPeriods periods, PlatformClock clock)
    : QuietSweep(RetainedKind.Persons, ledger, erasures, periods, clock);
