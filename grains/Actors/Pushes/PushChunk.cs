using System.Collections.Immutable;
using CreditGate.Actors.Subjects;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;

namespace CreditGate.Actors.Pushes;

/// <summary>Rows of a file as they were read and validated.</summary>
/// <param name="LastLine">Line on which the last row begins.</param>
internal sealed record ReadChunk(int LastLine, ImmutableArray<ReadRow> Rows);

/// <param name="Draft">Null when the row has faults.</param>
internal readonly record struct ReadRow(int Line, RecordDraft? Draft, ImmutableArray<FieldFault> Faults);

/// <summary>Rows by subject, persons found, ready for the bulk writer.</summary>
/// <param name="Rows">How many rows of the file these are, whatever becomes of them.</param>
/// <param name="Subjects">In the order of their keys.</param>
/// <param name="Placed">In the order of the lines: where each usable row went.</param>
/// <param name="Rejected">In the order of the lines.</param>
internal sealed record PushChunk(
    int LastLine, int Rows, ImmutableArray<SubjectRows> Subjects, ImmutableArray<PlacedRow> Placed, ImmutableArray<ReadRow> Rejected)
{
    public HashSet<SubjectKey> Keys => field ??= [.. Subjects.Select(static rows => rows.Subject)];

    public bool Touches(PushChunk other) => Subjects.Any(rows => other.Keys.Contains(rows.Subject));
}

/// <param name="Subject">Index into <see cref="PushChunk.Subjects"/>.</param>
/// <param name="Index">Index into the rows of that subject.</param>
internal readonly record struct PlacedRow(int Line, int Subject, int Index);
