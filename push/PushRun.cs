using CreditGate.Push.CommandLine;
using CreditGate.Push.Files;
using CreditGate.Push.Jobs;
using CreditGate.Push.Service;
using CreditGate.Push.Showing;

namespace CreditGate.Push;

/// <summary>The life of a run: send the file, follow the job, fetch what was rejected, say what became of it.</summary>
internal sealed class PushRun(GateClient gate, PushOptions options, Terminal terminal, RetryPace pace, Words words)
{
    private string? _job = options.Deed == Deed.Follow ? options.Subject : null;

    public Task<ExitCode> Do(CancellationToken interrupted) => options.Deed == Deed.Cancel ? Cancel(interrupted) : SendAndFollow(interrupted);

    /// <summary>What a run that ends early leaves behind in the service.</summary>
    public IEnumerable<string> WhatRemains(Words said) => (options.Deed, _job) switch
    {
        (Deed.Cancel, _) => [],
        (_, { } id) => [said.GoesOn(id, options.Url.OriginalString.TrimEnd('/'))],
        _ => options.IdempotencyKey is null ? [said.UploadInterrupted] : [],
    };

    private async Task<ExitCode> Cancel(CancellationToken interrupted)
    {
        await gate.Cancel(options.Subject, interrupted);
        terminal.Output.WriteLine(words.CancelAsked(options.Subject));
        return ExitCode.Done;
    }

    private async Task<ExitCode> SendAndFollow(CancellationToken interrupted)
    {
        var job = await terminal.Show(options, words, async view =>
        {
            var persistence = new Persistence(pace, view, words, terminal.Clock);
            _job ??= await Send(view, persistence, interrupted);
            return await new Follower(gate, pace, persistence, view, words, terminal.Clock).Run(_job, interrupted);
        });
        JobReport.Write(job, terminal, words);
        if (job.Rejected > 0)
        {
            var persistence = new Persistence(pace, new QuietView(terminal.Error), words, terminal.Clock);
            var stem = options.Deed == Deed.Send ? RejectsFile.StemBeside(options.Subject) : $"push-{job.Id}.rejects";
            var file = await new RejectsFile(gate, persistence).Fetch(job.Id, options.RejectsFile, stem, interrupted);
            terminal.Output.WriteLine(words.RejectsWritten(file));
        }

        return (job.State, job.Rejected) switch
        {
            ("completed", 0) => ExitCode.Done,
            ("completed", _) => ExitCode.SomeRejected,
            _ => ExitCode.JobFailed,
        };
    }

    private async Task<string> Send(IProgressView view, Persistence persistence, CancellationToken interrupted)
    {
        using var file = await OutgoingFile.Open(options.Subject, options.Gzip, options.Query, options.IdempotencyKey, interrupted);
        view.Say(words.Sending(file.Name, file.Length, file.IsGzip));
        var uploader = new Uploader(gate, file, options.Query, pace, persistence, view, words);
        var (job, isNew) = await uploader.Run(isOfContent: options.IdempotencyKey is null, interrupted);
        view.Say(isNew ? words.Accepted(job.Id, job.File.Rows) : words.KnownAlready(job.Id));
        return job.Id;
    }
}
