using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Appends of many subjects that commit together or not at all, beside the group commit so that neither waits for the other.</summary>
internal sealed class BulkAppender(NpgsqlDataSource source, Action forget) : IDisposable
{
    private readonly Appender _appender = new(source, forget);
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<BulkOutcome> Append(ImmutableArray<SubjectAppend> appends, PushStep? step)
    {
        var sorted = appends.OrderBy(static append => append.Subject.Value, StringComparer.Ordinal).ToArray();
        var prepared = sorted.Column(PreparedAppend.Of);
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            var (passed, _) = await _appender.Run(prepared, step, isWhole: true).ConfigureAwait(false);
            return passed.StepRefused ? new BulkOutcome([], true) : new BulkOutcome(Conflicts(sorted, passed), false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static ImmutableArray<SubjectKey> Conflicts(SubjectAppend[] appends, Passed passed) =>
        [.. appends.Select(static append => append.Subject).Where(subject => !passed.Subjects.Contains(subject.Value))];
}
