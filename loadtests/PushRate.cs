using System.Diagnostics;
using CreditGate.Push;
using CreditGate.Push.CommandLine;
using CreditGate.Push.Files;
using CreditGate.Push.Jobs;
using CreditGate.Push.Service;
using CreditGate.Push.Showing;

namespace CreditGate.LoadTests;

/// <summary>Pushes a file as a department does, and says how long each part took and what it did to the checks of others.</summary>
internal static class PushRate
{
    private static readonly TimeSpan IdlePhase = TimeSpan.FromSeconds(15);

    public static async Task<int> Run(Uri address, string keyFile, string path, string[] rest)
    {
        var arguments = new Arguments(rest, "--checks", "--pid");
        var memory = arguments.Count("--pid") is { } pid ? new ProcessMemory(pid) : null;
        var key = (await File.ReadAllTextAsync(keyFile)).Trim();
        using var probe = arguments.Has("--checks") ? await CheckProbe.Start(address, key) : null;
        var idle = probe is null ? null : await probe.During(token => Task.Delay(IdlePhase, token));
        var before = memory?.Resident();

        var push = new TimedPush(address, key, path);
        var busy = probe is null ? null : await probe.During(push.Run);
        if (probe is null)
        {
            await push.Run(CancellationToken.None);
        }

        var job = push.Job!;
        Console.WriteLine(
            $"push-rate rows={job.File.Rows} state={job.State} rejected={job.Rejected} upload-s={push.UploadSeconds:F2} job-s={push.JobSeconds:F2} rows/s={job.File.Rows / (push.UploadSeconds + push.JobSeconds):F0}");
        if (memory is not null)
        {
            Console.WriteLine($"memory resident-before-mb={before:F0} peak-mb={memory.Peak():F0}");
        }

        if (idle is not null && busy is not null)
        {
            Console.WriteLine($"checks-idle {idle}");
            Console.WriteLine($"checks-busy {busy} p99-ratio={busy.P99 / idle.P99:F2}");
        }

        return job.State == "completed" ? 0 : 1;
    }

    /// <summary>One push, with the push command's own parts.</summary>
    private sealed class TimedPush(Uri address, string key, string path)
    {
        public PushJobView? Job { get; private set; }

        /// <summary>Until the job is accepted: sent, durable, and read through once.</summary>
        public double UploadSeconds { get; private set; }

        /// <summary>From there to the last row's acknowledgement.</summary>
        public double JobSeconds { get; private set; }

        public async Task Run(CancellationToken cancellation)
        {
            var (words, view, clock) = (new Words(Language.En), new QuietView(Console.Error), TimeProvider.System);
            var persistence = new Persistence(RetryPace.Default, view, words, clock);
            using var gate = new GateClient(new Uri(address.ToString().TrimEnd('/') + "/"), key, Language.En);
            using var file = await OutgoingFile.Open(path, gzip: false, new PushQuery(), null, cancellation);
            var started = Stopwatch.GetTimestamp();
            var (accepted, _) = await new Uploader(gate, file, new PushQuery(), RetryPace.Default, persistence, view, words).Run(isOfContent: true, cancellation);
            var uploaded = Stopwatch.GetTimestamp();
            Job = await new Follower(gate, RetryPace.Default, persistence, view, words, clock).Run(accepted.Id, cancellation);
            UploadSeconds = Stopwatch.GetElapsedTime(started, uploaded).TotalSeconds;
            JobSeconds = Stopwatch.GetElapsedTime(uploaded).TotalSeconds;
        }
    }
}
