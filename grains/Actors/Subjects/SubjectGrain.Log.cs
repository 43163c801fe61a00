using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Subjects;

internal sealed partial class SubjectGrain
{
    [LoggerMessage(1001, LogLevel.Warning, "Subject {Subject}: append at version {Expected} met version {Actual}; reloading")]
    private partial void LogConflict(string subject, long expected, long actual);

    [LoggerMessage(1002, LogLevel.Warning, "Subject {Subject}: outcome of a commit is unknown; reloading before anything else")]
    private partial void LogOutcomeUnknown(Exception cause, string subject);

    [LoggerMessage(1005, LogLevel.Error, "Subject {Subject}: version {Version} was appended and cannot be read; this activation answers nothing any more")]
    private partial void LogLost(Exception cause, string subject, long version);

    [LoggerMessage(1004, LogLevel.Warning, "Subject {Subject}: a record mirrored from {Entity} was not taken: {Reason}")]
    private partial void LogMirrorRejected(string subject, string? entity, string reason);
}
