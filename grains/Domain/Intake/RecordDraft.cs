using System.Collections.Immutable;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Intake;

/// <summary>A row that was read without fault. Its persons are still claims: only the person index knows their keys.</summary>
public sealed record RecordDraft(SubjectClaim Subject, PublicCreditRecord Record, ImmutableArray<LinkedClaim> Linked);

/// <summary>What came of reading a row: a draft, or the faults of its fields.</summary>
public sealed record RowReading(RecordDraft? Draft, ImmutableArray<FieldFault> Faults);
