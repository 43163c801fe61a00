using System.Net;
using CreditGate.Push.Service;
using CreditGate.Push.Showing;

namespace CreditGate.Push.Jobs;

/// <summary>Watches a job to its end: by events, anew when they break off, and by asking where they do not come through at all.</summary>
internal sealed class Follower(GateClient gate, RetryPace pace, Persistence persistence, IProgressView view, Words words, TimeProvider clock)
{
    private const int MostEmptyStreams = 3;

    private int _emptyStreams;

    public Task<PushJobView> Run(string id, CancellationToken cancellation) => persistence.Run(token => Follow(id, token), cancellation);

    private async Task<PushJobView> Follow(string id, CancellationToken cancellation)
    {
        while (true)
        {
            var job = await gate.Job(id, cancellation);
            Show(job);
            if (!job.HasEnded && _emptyStreams < MostEmptyStreams)
            {
                job = await Watch(id, job, cancellation);
            }

            if (job.HasEnded)
            {
                return job;
            }

            if (_emptyStreams >= MostEmptyStreams)
            {
                await Task.Delay(pace.Poll, clock, cancellation);
            }
        }
    }

    /// <summary>Returns the last that was heard: the end, or whatever came before the events stayed away.</summary>
    private async Task<PushJobView> Watch(string id, PushJobView job, CancellationToken cancellation)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        quiet.CancelAfter(pace.Quiet);
        _emptyStreams++;
        try
        {
            await foreach (var next in gate.Events(id, quiet.Token))
            {
                job = next;
                _emptyStreams = 0;
                quiet.CancelAfter(pace.Quiet);
                Show(job);
                if (job.HasEnded)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Quiet is not an error: a long step of the service may say nothing for a while.
        }
        catch (RefusedException refused) when (refused.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotAcceptable)
        {
            // The job was just there, so it is the events that something on the way does not let through.
            _emptyStreams = MostEmptyStreams;
        }

        if (_emptyStreams == MostEmptyStreams)
        {
            view.Say(words.EventsStayAway);
        }

        return job;
    }

    private void Show(PushJobView job)
    {
        persistence.Moved();
        view.Working(job);
    }
}
