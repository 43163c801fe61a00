using System.Net;
using CreditGate.Push.Jobs;

namespace CreditGate.Push.Service;

/// <summary>The service answered with anything but success.</summary>
/// <param name="received">For a broken upload: the bytes that the service has.</param>
internal sealed class RefusedException(HttpStatusCode status, ProblemView problem, TimeSpan? retryAfter, long? received) : Exception($"{(int)status} {problem.Code}")
{
    public HttpStatusCode Status => status;

    public ProblemView Problem => problem;

    /// <summary>How long the service asks to be left alone.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    public long? Received => received;

    /// <summary>The same request may succeed later.</summary>
    public bool IsTransient => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    public bool IsAboutTheKey => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
}
