using System.Text.Json;
using CreditGate.Actors.Pushes;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Tests.Pushes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CreditGate.LedgerWriterProcess;

/// <summary>Runs push jobs from wherever they stand, prints "step" with how many steps they have made, then "ended" with what came of them.</summary>
internal static class Pushing
{
    public static async Task RunForever(string directory)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddCreditGateSilo(directory, directory + "-keys");
        using var host = builder.Build();
        var (pushes, signal) = (host.Services.GetRequiredService<IPushLedger>(), host.Services.GetRequiredService<PushSignal>());
        foreach (var (job, file) in KilledJobs.All)
        {
            await Enter(pushes, host.Services.GetRequiredService<IUnfinishedUploads>(), job, file);
        }

        var moved = signal.Next;
        await host.StartAsync();
        while ((await pushes.Open()).Count > 0)
        {
            await moved;
            moved = signal.Next;
            Console.WriteLine($"step {(await Progress(pushes)).Sum(static job => job.Step)}");
        }

        Console.WriteLine($"ended {JsonSerializer.Serialize((await Progress(pushes)).Select(static job => job with { StartedAt = null, EndedAt = null }))}");
        await Task.Delay(Timeout.Infinite);
    }

    private static Task<PushProgress[]> Progress(IPushLedger pushes) =>
        Task.WhenAll(KilledJobs.All.Select(async made => (await pushes.Find(made.Job.Id))!.Progress));

    private static async Task Enter(IPushLedger pushes, IUnfinishedUploads uploads, PushJob job, byte[] file)
    {
        if (await pushes.Find(job.Id) is null)
        {
            await uploads.Append(job.Id, 0, new MemoryStream(file));
            await uploads.Finish(job.Id, job.Id);
            await pushes.Enter(job);
        }
    }
}
