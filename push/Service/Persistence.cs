using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using CreditGate.Push.Showing;

namespace CreditGate.Push.Service;

/// <summary>Tries again what may succeed later, waiting 1, 2, 4 … 30 seconds, or as long as the service asks.</summary>
internal sealed class Persistence(RetryPace pace, IProgressView view, Words words, TimeProvider clock)
{
    private const int MostInternalErrors = 5;

    private int _failures;
    private long _movedAt = clock.GetTimestamp();

    /// <summary>Something got on: patience starts anew.</summary>
    public void Moved() => (_failures, _movedAt) = (0, clock.GetTimestamp());

    /// <exception cref="GaveUpException">Nothing got on for too long.</exception>
    /// <exception cref="RefusedException">Trying again would change nothing.</exception>
    public async Task<T> Run<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        Moved();
        while (true)
        {
            try
            {
                return await attempt(cancellation);
            }
            catch (Exception failure) when (IsTransient(failure) && !cancellation.IsCancellationRequested)
            {
                await WaitAfter(failure, cancellation);
            }
        }
    }

    private async Task WaitAfter(Exception failure, CancellationToken cancellation)
    {
        var why = Reason(failure);
        var wait = (failure as RefusedException)?.RetryAfter ?? pace.Wait(++_failures);
        if (clock.GetElapsedTime(_movedAt) + wait > pace.GiveUpAfter)
        {
            throw new GaveUpException(words.GaveUp(pace.GiveUpAfter, why));
        }

        // Busy passes; an error of the service's own that comes again and again is one that somebody must mend.
        if (failure is RefusedException { Status: HttpStatusCode.InternalServerError } && _failures >= MostInternalErrors)
        {
            throw new GaveUpException(why);
        }

        view.Say(words.Retrying(why, wait));
        await Task.Delay(wait, clock, cancellation);
    }

    /// <summary>A certificate that is not trusted does not become so by waiting.</summary>
    private static bool IsTransient(Exception failure) => failure switch
    {
        RefusedException refused => refused.IsTransient,
        HttpRequestException { InnerException: AuthenticationException } => false,
        _ => failure is HttpRequestException or IOException or JsonException or OperationCanceledException,
    };

    private static string Reason(Exception failure) => failure switch
    {
        RefusedException { Problem: var problem, Status: var status } => $"{(int)status} {problem.Title}".TrimEnd(),
        HttpRequestException { InnerException: { } inner } => inner.Message,
        _ => failure.Message,
    };
}

internal sealed class GaveUpException(string message) : Exception(message);
