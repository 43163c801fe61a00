namespace CreditGate.Push;

/// <summary>What a script learns from a run. The numbers are a contract: only new ones are added.</summary>
internal enum ExitCode
{
    /// <summary>Every row is in; or the job is followed or cancelled as asked.</summary>
    Done = 0,

    /// <summary>The job completed, and some rows were rejected.</summary>
    SomeRejected = 1,

    /// <summary>The command line, the file or the key file cannot be used; nothing was sent.</summary>
    Usage = 2,

    /// <summary>The service refused the file or the request: sending it again changes nothing.</summary>
    Refused = 3,

    /// <summary>The job failed or was cancelled.</summary>
    JobFailed = 4,

    /// <summary>The service was not reached, or not long enough.</summary>
    GaveUp = 5,

    /// <summary>The key is unknown, revoked, or not meant for this.</summary>
    NotAuthorised = 6,

    /// <summary>Ctrl+C, or ended from outside.</summary>
    Interrupted = 130,
}
