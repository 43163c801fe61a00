using System.Net;
using CreditGate.Push.CommandLine;
using CreditGate.Push.Files;
using CreditGate.Push.Service;
using CreditGate.Push.Showing;

namespace CreditGate.Push.Jobs;

/// <summary>Brings a file over, however often the connection breaks: each attempt starts where the service's durable bytes end.</summary>
internal sealed class Uploader(GateClient gate, OutgoingFile file, PushQuery query, RetryPace pace, Persistence persistence, IProgressView view, Words words)
{
    private long _furthest;
    private long _sentHere;
    private long? _start;

    /// <param name="isOfContent">The key is made of the content, so whatever an earlier run sent under it are the same bytes. Of another key nobody knows: only this run's bytes are built upon.</param>
    public Task<(PushJobView Job, bool IsNew)> Run(bool isOfContent, CancellationToken cancellation)
    {
        _start = isOfContent ? null : 0;
        _sentHere = isOfContent ? file.Length : 0;
        return persistence.Run(Attempt, cancellation);
    }

    private async Task<(PushJobView Job, bool IsNew)> Attempt(CancellationToken cancellation)
    {
        var offset = _start ?? await Received(cancellation);
        _start = null;
        view.Uploading(offset, file.Length);
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stalled.CancelAfter(pace.Stall);
        using var content = new UploadContent(file, offset, sent =>
        {
            stalled.CancelAfter(pace.Stall);
            _sentHere = Math.Max(_sentHere, sent);
            view.Uploading(sent, file.Length);
        });
        try
        {
            return await gate.Upload(file.Key, query.ToString(), offset, content, stalled.Token);
        }
        catch (RefusedException refused) when (refused is { Status: HttpStatusCode.Conflict, Received: { } received } && received != offset)
        {
            // Another sender of the same file, or an answer that was lost: go on from where the service stands.
            _start = received <= _sentHere ? received : 0;
            throw new IOException(words.OffsetMoved(received), refused);
        }
    }

    private async Task<long> Received(CancellationToken cancellation)
    {
        var received = await gate.Received(file.Key, cancellation);
        if (received > _sentHere)
        {
            return 0;
        }

        if (received > _furthest)
        {
            _furthest = received;
            persistence.Moved();
        }

        if (received > 0)
        {
            view.Say(words.Resuming(received));
        }

        return received;
    }
}
