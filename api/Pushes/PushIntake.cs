using CreditGate.Actors.Pushes;
using CreditGate.Api.Checks;

namespace CreditGate.Api.Pushes;

/// <summary>From a body to a job: receive, examine the whole file, enter the job. It is acknowledged only once the upload is durable.</summary>
internal sealed class PushIntake(
    IUnfinishedUploads arriving, IUploadStore uploads, IRowFiles files, IPushLedger ledger, PushEntry entry)
{
    private readonly RequestTurns _turns = new();

    /// <param name="cancellation">When the service stops. A sender who goes away breaks the body, and what came by then is kept.</param>
    public async Task<PushTaken> Take(PushOrder order, Stream body, CancellationToken cancellation)
    {
        using var turn = await _turns.Take((order.Caller.Credential, order.Key), Timeout.InfiniteTimeSpan, cancellation);
        return await ledger.Find(order.Caller.Credential, order.Key, cancellation) is { } known
            ? await Again(order, known, body, cancellation)
            : await First(order, body, cancellation);
    }

    private async Task<PushTaken> First(PushOrder order, Stream body, CancellationToken cancellation)
    {
        var arrived = UploadName.Of(order.Caller.Credential, order.Key);
        try
        {
            await arriving.Append(arrived, order.Offset, body, cancellation);
            var examination = await files.Examine(() => arriving.OpenUnfinished(arrived), order.File, cancellation);
            return examination is { Facts: { } facts, Fault: null }
                ? await Enter(order, arrived, facts)
                : await Refuse(arrived, PushTaken.Unusable(examination.Fault!));
        }
        catch (UploadRefusedException refused) when (refused.Code == UploadRefusedException.Offset)
        {
            return PushTaken.OtherOffset(refused.Received);
        }
        catch (Exception unusable) when (unusable is InvalidDataException or UploadRefusedException { Code: UploadRefusedException.TooLarge })
        {
            await uploads.Delete(arrived);      // going on with it would lead here again
            throw;
        }
    }

    private async Task<PushTaken> Enter(PushOrder order, Guid arrived, FileFacts facts)
    {
        if (order.Atomic && facts.Rows > PushOrderFaults.AtomicRows)
        {
            return await Refuse(arrived, PushTaken.Unusable(PushOrderFaults.AtomicTooMany));
        }

        var (kept, isNew) = await entry.Enter(order, arrived, facts);
        return isNew ? PushTaken.New(kept) : Same(order, kept, facts.Sha256);
    }

    private async Task<PushTaken> Refuse(Guid arrived, PushTaken refusal)
    {
        await uploads.Delete(arrived);
        return refusal;
    }

    /// <summary>The file was taken before: it is compared, not stored. A sender who only lost our answer goes on from its end with nothing.</summary>
    private static async Task<PushTaken> Again(PushOrder order, KeptPush known, Stream body, CancellationToken cancellation)
    {
        var file = known.Job.File;
        if (order.Offset == 0)
        {
            return Same(order, known, await BodyHash.Of(body, file.Bytes, cancellation));
        }

        var isAtTheEnd = order.Offset == file.Bytes && await body.ReadAsync(new byte[1], cancellation) == 0;
        return isAtTheEnd ? Same(order, known, file.Sha256) : PushTaken.OtherOffset(file.Bytes);
    }

    private static PushTaken Same(PushOrder order, KeptPush known, string? hash) =>
        hash == known.Job.File.Sha256 && order.Asks(known.Job) ? PushTaken.Known(known) : PushTaken.OtherFile;
}
