using System.Security.Cryptography;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes;

/// <summary>Runs by itself: beside other tests its processes were once waited for in vain.</summary>
[CollectionDefinition(nameof(PushKillTests), DisableParallelization = true)]
[Collection(nameof(PushKillTests))]
public sealed class PushKillTests : IDisposable
{
    private const int Kills = 10;
    private const int Steps = 50;     // about as many as the two jobs take

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
        var whole = await ToTheEnd(_undisturbed.Root);
        var moments = Enumerable.Range(0, Kills).Select(static _ => Random.Shared.Next(1, 2 * Steps / Kills)).ToList();
        foreach (var steps in moments)
        {
            using var process = ChildProcess.Start("push", _disturbed.Root);
            await process.Lines(steps, Cancellation);
            await process.Kill(Cancellation);
        }

        var resumed = await ToTheEnd(_disturbed.Root);

        Assert.Equal(whole, resumed);
        Assert.Equal(Records(_undisturbed), Records(_disturbed));
        Assert.Equal(Database.Scalar(_undisturbed.File("ledger.db"), "SELECT COUNT(*) FROM event"), Database.Scalar(_disturbed.File("ledger.db"), "SELECT COUNT(*) FROM event"));
        Assert.Null(Tests.Ledger.Chains.FirstBroken(_disturbed.File("ledger.db"), "event", "position"));
    }

    /// <summary>The last words of a run that is left alone: how its jobs ended.</summary>
    private static async Task<string> ToTheEnd(string directory)
    {
        using var process = ChildProcess.Start("push", directory);
        while (await process.Lines(1, Cancellation) is [var line])
        {
            if (line.StartsWith("ended ", StringComparison.Ordinal))
            {
                await process.Kill(Cancellation);
                return line;
            }
        }

        throw new InvalidOperationException("The process ended before its jobs.");
    }

    /// <summary>A digest of every byte of the record table.</summary>
    private static (long Rows, string Digest) Records(TemporaryDirectory directory)
    {
        using var connection = new SqliteConnection($"Data Source={directory.File("ledger.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT subject, kind, source, number, list, via, decided_on, until, state, version, payload FROM record ORDER BY 1, 2, 3, 4, 5, 6";
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
