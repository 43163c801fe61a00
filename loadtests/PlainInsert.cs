using System.Diagnostics;
using System.Security.Cryptography;
using System.Threading.Channels;
using CreditGate.Domain.Calendars;
using CreditGate.LoadTests.Rows;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.LoadTests;

/// <summary>The baseline: nothing but batched, durable inserts into the ledger's own tables, with the product's settings of SQLite.</summary>
internal static class PlainInsert
{
    private const int Batch = 2_000;
    private const int CacheMegabytes = 40;
    private const int CheckpointPages = 20_000;

    public static async Task<int> Run(string output, int rows, string[] rest)
    {
        var arguments = new Arguments(rest, "--with-subjects", "--subjects");
        var subjects = arguments.Count("--subjects") ?? Math.Max(1, rows / 3);
        var spec = new RowSpec { Rows = rows, Subjects = subjects, Today = LegalTime.DateOf(TimeProvider.System.GetUtcNow()) };
        await using (new FileStream(output, FileMode.CreateNew))
        {
        }

        using var connection = SqliteFile.OpenWriter(output, CacheMegabytes, CheckpointPages);
        Schema(connection);
        using var tables = new BaselineTables(connection, arguments.Has("--with-subjects"));
        var batches = Prepared(spec);
        await batches.WaitToReadAsync();        // the first batch is there: making rows is not what is measured
        var started = Stopwatch.GetTimestamp();
        await foreach (var batch in batches.ReadAllAsync())
        {
            tables.Insert(batch);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"plain-insert rows={rows} seconds={seconds:F2} rows/s={rows / seconds:F0} bytes={new FileInfo(output).Length}");
        return 0;
    }

    private static void Schema(SqliteConnection connection)
    {
        var assembly = typeof(PlainInsert).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith("ledger/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var script = new StreamReader(assembly.GetManifestResourceStream(name)!);
            using var command = connection.CreateCommand();
            command.CommandText = script.ReadToEnd();
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Made on another core, a few batches ahead.</summary>
    private static ChannelReader<BaselineRow[]> Prepared(RowSpec spec)
    {
        var channel = Channel.CreateBounded<BaselineRow[]>(8);
        _ = Task.Run(async () =>
        {
            try
            {
                for (var first = 0; first < spec.Rows; first += Batch)
                {
                    await channel.Writer.WriteAsync([.. Enumerable.Range(first, Math.Min(Batch, spec.Rows - first)).Select(index => BaselineRow.Of(spec, index))]);
                }

                channel.Writer.Complete();
            }
            catch (Exception failure)
            {
                channel.Writer.Complete(failure);
            }
        });
        return channel.Reader;
    }
}

/// <param name="Subject">Its number, in the order in which subjects first come.</param>
/// <param name="Sealing">Salt, commitment and chain value, of the lengths that they have.</param>
internal sealed record BaselineRow(int Position, int Subject, string Key, long Version, string Kind, string Number, string DecidedOn, byte[] Payload, byte[][] Sealing)
{
    private const int PayloadBytes = 300;

    public static BaselineRow Of(RowSpec spec, int index)
    {
        var row = PlannedRow.Of(spec, index);
        var payload = new byte[4_096];
        NdjsonRow.Write(row, payload);
        return new BaselineRow(
            index + 1,
            (index % spec.Subjects) + 1,        // every subject comes once before any comes again, and then in the same order
            row.Uscc,
            (index / spec.Subjects) + 1,
            row.Kind.ToString(),
            row.Number,
            Utf8Text.Day(row.DecidedOn),
            payload[..PayloadBytes],
            [RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32)]);
    }
}
