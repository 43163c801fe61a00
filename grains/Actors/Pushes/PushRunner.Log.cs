using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Pushes;

internal sealed partial class PushRunner
{
    [LoggerMessage(1301, LogLevel.Information, "Push {Job} of {Organisation} runs from line {Line}")]
    private partial void LogStarted(Guid job, string organisation, int line);

    [LoggerMessage(
        1302, LogLevel.Information,
        "Push {Job} ended {State}: {Rows} rows, {Created} created, {Revised} revised, {Unchanged} unchanged, {Withdrawn} withdrawn, {Rejected} rejected; {Missing} missing records withdrawn")]
    private partial void LogEnded(Guid job, PushState state, int rows, int created, int revised, int unchanged, int withdrawn, int rejected, int missing);

    [LoggerMessage(1303, LogLevel.Warning, "Push {Job} cannot go on now and is tried again in {Seconds} s")]
    private partial void LogPaused(Exception failure, Guid job, double seconds);

    [LoggerMessage(1304, LogLevel.Error, "Push {Job}: its upload cannot be read; the job has failed")]
    private partial void LogUnreadable(Exception failure, Guid job);

    [LoggerMessage(1305, LogLevel.Error, "Push {Job} met an error that will not pass; the job has failed")]
    private partial void LogFailed(Exception failure, Guid job);

    [LoggerMessage(1306, LogLevel.Information, "Push {Job} stops with the service and goes on at its next start")]
    private partial void LogStopped(Guid job);

    [LoggerMessage(1308, LogLevel.Warning, "Push {Job} stops here and could not be let go; another node goes on with it in {Seconds} s")]
    private partial void LogHeld(Exception failure, Guid job, double seconds);

    [LoggerMessage(1307, LogLevel.Error, "Open push jobs could not be read; the next round tries again")]
    private partial void LogNotRead(Exception failure);
}
