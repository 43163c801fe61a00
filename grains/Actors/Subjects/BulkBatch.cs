using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

/// <summary>Rows of one subject, in order.</summary>
internal sealed record SubjectRows(SubjectKey Subject, ImmutableArray<PushRow> Rows);

/// <summary>What a bulk writer is to write in one transaction.</summary>
/// <param name="Subjects">Each subject once.</param>
/// <param name="Actor">Credential that pushes.</param>
internal sealed record BulkOrder(ImmutableArray<SubjectRows> Subjects, string Actor)
{
    /// <summary>From what becomes of the rows to a push job's progress, which commits with them. Asked again when the rows are judged again.</summary>
    public Func<BulkBatch, PushStep>? Step { get; init; }

    /// <summary>One rejected row keeps all others out, and every row goes in the one transaction.</summary>
    public bool WholeOrNothing { get; init; }

    /// <summary>Rows that belong to these were rejected already.</summary>
    public bool HasFaults { get; init; }
}

/// <summary>An order judged against the ledger as it was read.</summary>
/// <param name="Subjects">In the order of <see cref="BulkOrder.Subjects"/>.</param>
internal sealed record BulkBatch(BulkOrder Order, ImmutableArray<JudgedSubject> Subjects)
{
    public bool IsHeldBack =>
        Order.WholeOrNothing && (Order.HasFaults || Subjects.Any(static subject => subject.Results.Any(static row => row.Outcome == RowOutcome.Rejected)));

    /// <summary>The subjects that get new events.</summary>
    public IEnumerable<JudgedSubject> Changed => IsHeldBack ? [] : Subjects.Where(static subject => subject.HasEvents);

    public ImmutableArray<SubjectAppend> Appends => [.. Changed.Select(static subject => subject.ToAppend())];
}

/// <param name="Heard">How the subject stood when its rows were first judged: what linked persons have heard.</param>
/// <param name="Expected">Version against which the rows were judged.</param>
/// <param name="Admissions">Null when the subject's grain has taken the rows itself.</param>
/// <param name="Results">One for each row, in order.</param>
internal sealed record JudgedSubject(SubjectRows Rows, Standing Heard, long Expected, Admissions? Admissions, ImmutableArray<RowResult> Results)
{
    public bool HasEvents => Admissions is { Events.IsEmpty: false };

    public SubjectAppend ToAppend() => Admissions!.ToAppend(Expected);
}
