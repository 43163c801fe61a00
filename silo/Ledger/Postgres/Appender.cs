using System.Diagnostics;
using CreditGate.Actors.Pushes;
using CreditGate.Silo.Telemetry;
using Npgsql;

namespace CreditGate.Silo.Ledger.Postgres;

/// <summary>Writes appends in one transaction, onto a hash chain of its own. One call at a time.</summary>
/// <remarks>
/// Two exchanges with the server: the first takes the subjects, in the order of their keys, so that writers of several nodes
/// cannot deadlock; the second writes the rows and commits, so that the lock of positions never waits for this node.
/// </remarks>
/// <param name="forget">Called when a connection turns out to be broken.</param>
internal sealed class Appender(NpgsqlDataSource source, Action forget)
{
    private readonly CommitMeter _meter = new("ledger");
    private SegmentHead _head = SegmentHead.New();

    /// <summary>Writes those appends whose subjects stand at the expected versions; with <paramref name="isWhole"/> all, or nothing.</summary>
    /// <param name="appends">Of different subjects, in the order of their keys.</param>
    /// <exception cref="Actors.Ledger.LedgerUnavailableException">Nothing was written.</exception>
    /// <exception cref="Actors.Ledger.CommitOutcomeUnknownException">Whether anything was written is open.</exception>
    /// <exception cref="PostgresException">Nothing was written, by the fault of one of the appends.</exception>
    public async Task<Appended> Run(IReadOnlyList<PreparedAppend> appends, PushStep? step, bool isWhole)
    {
        var started = Stopwatch.GetTimestamp();
        NpgsqlConnection? connection = null;
        try
        {
            (connection, var passed) = await Begin(appends, step).ConfigureAwait(false);
            if (passed.StepRefused || (isWhole && passed.Subjects.Count < appends.Count))
            {
                return new Appended(passed, new Dictionary<string, long>());
            }

            var appended = await Write(connection, appends, passed, step).ConfigureAwait(false);
            _meter.Committed(appends.Count, appends.Sum(static append => (long)append.Rows), started);
            return appended;
        }
        catch (Exception error) when (PostgresFaults.IsOfTheServer(error))
        {
            _meter.Failed();
            throw PostgresFaults.Unavailable(error);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);      // rolls back what was not committed
            }
        }
    }

    /// <summary>Twice where the connection is broken: nothing of it can have been committed.</summary>
    private async Task<(NpgsqlConnection Connection, Passed Passed)> Begin(IReadOnlyList<PreparedAppend> appends, PushStep? step)
    {
        try
        {
            return await BeginOnce(appends, step).ConfigureAwait(false);
        }
        catch (Exception broken) when (PostgresFaults.IsBrokenConnection(broken))
        {
            forget();
            return await BeginOnce(appends, step).ConfigureAwait(false);
        }
    }

    private async Task<(NpgsqlConnection Connection, Passed Passed)> BeginOnce(IReadOnlyList<PreparedAppend> appends, PushStep? step)
    {
        var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        try
        {
            return (connection, await Guards.Pass(connection, appends, step).ConfigureAwait(false));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Appended> Write(NpgsqlConnection connection, IReadOnlyList<PreparedAppend> appends, Passed passed, PushStep? step)
    {
        var written = appends.Where(append => passed.Subjects.Contains(append.Subject)).ToArray();
        var refused = appends.Where(append => !passed.Subjects.Contains(append.Subject)).Select(static append => append.Subject).ToArray();
        var next = _head;
        await using var batch = new NpgsqlBatch(connection);
        batch.Then("SELECT subject, version FROM subject WHERE subject = ANY($1)", [refused]);
        AppendBatch.Records(batch, written);
        AppendBatch.Mirrors(batch, written);
        CaseRows.Put(batch, written);
        CoverageRows.Add(batch, written);
        if (step is not null)
        {
            PushRows.Add(batch, step);
        }

        if (written is not [])
        {
            next = AppendBatch.Events(batch, written, _head);
        }

        var versions = await Commit(batch.Then("COMMIT")).ConfigureAwait(false);
        _head = next;
        return new Appended(passed, versions);
    }

    /// <summary>Sends a batch that ends in a commit, and reads every answer to it.</summary>
    private async Task<Dictionary<string, long>> Commit(NpgsqlBatch batch)
    {
        try
        {
            await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
            var versions = await reader.Rows(static row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1))).ConfigureAwait(false);
            while (await reader.NextResultAsync().ConfigureAwait(false))
            {
                // An error of any of the statements is thrown from here; after one, the commit is not run.
            }

            return versions.ToDictionary(StringComparer.Ordinal);
        }
        catch (Exception error) when (!PostgresFaults.IsCertainlyUndone(error))
        {
            _meter.Failed();
            _head = SegmentHead.New();      // the end of the old chain is not known any more
            throw PostgresFaults.OutcomeUnknown(error);
        }
    }
}

/// <param name="Versions">At which the refused subjects stand that have a history.</param>
internal readonly record struct Appended(Passed Passed, IReadOnlyDictionary<string, long> Versions);
