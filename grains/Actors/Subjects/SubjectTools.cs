using CreditGate.Actors.Ledger;
using CreditGate.Actors.Sources;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Actors.Subjects;

/// <summary>What every activation of a subject works with: one reference in each, instead of six.</summary>
internal sealed record SubjectTools(StandingStore Store, Catalogue Catalogue, SourceBoard Sources, ActiveSubjects Active, LedgerPulse Pulse, PlatformClock Clock);
