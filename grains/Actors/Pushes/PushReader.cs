using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Intake;

namespace CreditGate.Actors.Pushes;

/// <summary>Reads and validates an upload, some chunks ahead of whoever writes them.</summary>
internal sealed class PushReader(IRowFiles files, IUploadStore uploads, Catalogue catalogue, BulkThreads threads)
{
    private const int ChunksAhead = 2;

    /// <summary>The rows after a line. An all-or-nothing file comes in one chunk.</summary>
    /// <param name="chunkRows">Rows of any other chunk.</param>
    /// <exception cref="UploadUnreadableException">The upload was altered, or its key is gone.</exception>
    public async IAsyncEnumerable<ReadChunk> Read(PushJob job, int afterLine, int chunkRows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var chunks = Channel.CreateBounded<ReadChunk>(new BoundedChannelOptions(ChunksAhead) { SingleReader = true, SingleWriter = true });
        var reading = threads.Run(() => Fill(chunks.Writer, Chunks(job, afterLine, chunkRows, stop.Token), stop.Token));
        try
        {
            await foreach (var chunk in chunks.Reader.ReadAllAsync(cancellation))
            {
                yield return chunk;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>Never fails: what goes wrong reaches the reader of the channel.</summary>
    private static async Task Fill(ChannelWriter<ReadChunk> chunks, IAsyncEnumerable<ReadChunk> reading, CancellationToken cancellation)
    {
        try
        {
            await foreach (var chunk in reading)
            {
                await chunks.WriteAsync(chunk, cancellation);
            }

            chunks.Complete();
        }
        catch (Exception failure)
        {
            chunks.Complete(failure is InvalidDataException or FileNotFoundException or DirectoryNotFoundException ? new UploadUnreadableException(failure) : failure);
        }
    }

    private async IAsyncEnumerable<ReadChunk> Chunks(PushJob job, int afterLine, int chunkRows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The edition and the day of acceptance, so that a job reads its rows alike whenever it is resumed.
        var reader = new RecordReader(catalogue.At(job.AcceptedAt), LegalTime.DateOf(job.AcceptedAt));
        var most = job.Atomic ? int.MaxValue : chunkRows;
        var rows = new List<ReadRow>(chunkRows);
        await using var upload = uploads.Open(job.Id);
        await foreach (var row in files.Read(upload, job.File, job.List, afterLine, cancellation))
        {
            rows.Add(Validated(row, reader, job));
            if (rows.Count == most)
            {
                yield return Chunk(rows);
                rows.Clear();
            }
        }

        if (rows.Count > 0)
        {
            yield return Chunk(rows);
        }
    }

    private static ReadRow Validated(FileRow row, RecordReader reader, PushJob job)
    {
        if (row.Row is not { } sent)
        {
            return new ReadRow(row.Line, null, row.Faults);
        }

        var reading = reader.Read(sent, job.Organisation, job.AsOf, row.Line);
        if (reading.Draft is { } draft && job.Limits?.FaultOf(draft) is { } beyond)
        {
            reading = new RowReading(null, [beyond]);
        }

        return new ReadRow(row.Line, row.Faults.IsEmpty ? reading.Draft : null, reading.Faults.IsEmpty ? row.Faults : [.. row.Faults, .. Others(reading.Faults, row, job.File.Form)]);
    }

    /// <summary>What is wrong with a cell is said of the cell, and not once more of the field that was read from it.</summary>
    private static IEnumerable<FieldFault> Others(ImmutableArray<FieldFault> faults, FileRow row, FileForm form) =>
        faults.Where(fault => !IsConsequence(fault, row)).Select(fault => ColumnNames.Of(form, fault)).Where(fault => !row.Faults.Any(known => known.Field == fault.Field));

    /// <summary>A subject whose cells could not be read is not missing as well.</summary>
    private static bool IsConsequence(FieldFault fault, FileRow row) => fault.Field == "subject" && row is { Row.Subject: null, Faults.IsEmpty: false };

    private static ReadChunk Chunk(List<ReadRow> rows) => new(rows[^1].Line, [.. rows]);
}

/// <summary>The upload of a job was altered or cut, or its key is gone.</summary>
internal sealed class UploadUnreadableException(Exception cause) : Exception("The upload cannot be read.", cause);
