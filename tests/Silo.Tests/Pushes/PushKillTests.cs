using System.Globalization;
using System.Security.Cryptography;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes;

public sealed class PushKillTests : IDisposable
{
    private const int Kills = 10;
    private const string Step = "step ";
    private const string Ended = "ended ";

    private readonly TemporaryDirectory _disturbed = new();
    private readonly TemporaryDirectory _undisturbed = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _disturbed.Dispose();
        _undisturbed.Dispose();
    }

    [Fact]
    public async Task Run_EndsAsIfUndisturbed_WhenItsProcessIsKilledTenTimes()
    {
        var (whole, steps) = await ToTheEnd(_undisturbed.Root);
        foreach (var moment in Enumerable.Range(0, Kills).Select(_ => Random.Shared.Next(1, steps)).Order())
        {
            using var process = ChildProcess.Start("push", _disturbed.Root);
            await Reach(moment, process);
            await process.Kill(Cancellation);
        }

        var (resumed, _) = await ToTheEnd(_disturbed.Root);

        Assert.Equal(whole, resumed);
        Assert.Equal(Records(_undisturbed), Records(_disturbed));
        Assert.Equal(Database.Scalar(_undisturbed.File("ledger.db"), "SELECT COUNT(*) FROM event"), Database.Scalar(_disturbed.File("ledger.db"), "SELECT COUNT(*) FROM event"));
        Assert.Null(Tests.Ledger.Chains.FirstBroken(_disturbed.File("ledger.db"), "event", "position"));
    }

    /// <summary>The last words of a run that is left alone, which say how its jobs ended, and the last step it told of.</summary>
    private static async Task<(string End, int Steps)> ToTheEnd(string directory)
    {
        using var process = ChildProcess.Start("push", directory);
        for (var steps = 0; await process.Lines(1, Cancellation) is [var line]; steps = StepOf(line) ?? steps)
        {
            if (line.StartsWith(Ended, StringComparison.Ordinal))
            {
                await process.Kill(Cancellation);
                return (line, steps);
            }
        }

        throw new InvalidOperationException("The process ended before its jobs.");
    }

    /// <summary>Waits until the jobs have made so many steps, in whatever process. The end counts too: a process may have gone past the moment before it was killed.</summary>
    private static async Task Reach(int moment, ChildProcess process)
    {
        while (await process.Lines(1, Cancellation) is [var line])
        {
            if (line.StartsWith(Ended, StringComparison.Ordinal) || StepOf(line) >= moment)
            {
                return;
            }
        }

        throw new InvalidOperationException("The process ended by itself.");
    }

    private static int? StepOf(string line) => line.StartsWith(Step, StringComparison.Ordinal) ? int.Parse(line.AsSpan(Step.Length), CultureInfo.InvariantCulture) : null;

    /// <summary>A digest of every byte of the record table.</summary>
    private static (long Rows, string Digest) Records(TemporaryDirectory directory)
    {
        using var connection = new SqliteConnection($"Data Source={directory.File("ledger.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key, kind, source, number, list, via, decided_on, until, state, record.version, payload FROM record JOIN subject USING (subject) ORDER BY 1, 2, 3, 4, 5, 6";
        using var reader = command.ExecuteReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0L;
        for (; reader.Read(); rows++)
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                hash.AppendData(reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column));
                hash.AppendData("|"u8);
            }
        }

        return (rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
