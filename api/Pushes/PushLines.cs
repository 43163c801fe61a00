using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Pushes;

/// <param name="Faults">Default for the header.</param>
internal readonly record struct RejectedRow(SentRow Sent, ImmutableArray<FieldFault> Faults);

/// <summary>The lines of a job that its sender must hear of. Rows come from the encrypted upload, what is wrong with them from the ledger; neither is ever held whole.</summary>
internal sealed class PushLines(IPushLedger ledger, IUploadStore uploads, IRowFiles files)
{
    private const int PageLines = 1_000;

    /// <summary>The header, if the file has one, and the rejected rows in the order of the file.</summary>
    public async IAsyncEnumerable<RejectedRow> Rejected(PushJob job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var kept = Kept(job.Id, PushLineKind.Rejected, cancellation).GetAsyncEnumerator(cancellation);
        var more = await kept.MoveNextAsync();
        await foreach (var row in Sent(job, cancellation))
        {
            if (row.IsHeader)
            {
                yield return new RejectedRow(row, default);
            }
            else if (more && row.Line == kept.Current.Line)
            {
                yield return new RejectedRow(row, LineFaults.Read(uploads.Unseal(job.Id, kept.Current.Payload)));
                more = await kept.MoveNextAsync();
            }

            if (!more)
            {
                yield break;
            }
        }

        if (more)
        {
            throw new InvalidDataException($"Push {job.Id:N} has no row at line {kept.Current.Line}.");
        }
    }

    /// <summary>Permits and penalties that came late, in the order of the file.</summary>
    public async IAsyncEnumerable<(int Line, LateLine Late)> Late(Guid id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var line in Kept(id, PushLineKind.Late, cancellation))
        {
            yield return (line.Line, LateLine.Read(uploads.Unseal(id, line.Payload)));
        }
    }

    public async IAsyncEnumerable<SentRow> Sent(PushJob job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var upload = uploads.Open(job.Id);
        await foreach (var row in files.Sent(upload, job.File, cancellation))
        {
            yield return row;
        }
    }

    private async IAsyncEnumerable<PushLine> Kept(Guid id, PushLineKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = 0;
        while (await ledger.Lines(id, kind, after, PageLines, cancellation) is { Count: > 0 } page)
        {
            foreach (var line in page)
            {
                yield return line;
            }

            after = page[^1].Line;
        }
    }
}
