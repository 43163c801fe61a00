using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Cases;
using CreditGate.Api.Changes;
using CreditGate.Api.Checks;
using CreditGate.Api.Coverage;
using CreditGate.Api.Demo;
using CreditGate.Api.Docs;
using CreditGate.Api.Draining;
using CreditGate.Api.Feedback;
using CreditGate.Api.Problems;
using CreditGate.Api.Pushes;
using CreditGate.Api.Receipts;
using CreditGate.Api.Records;
using CreditGate.Api.Reports;
using CreditGate.Api.Subjects;
using CreditGate.Api.Telemetry;
using CreditGate.Silo.Backups;
using CreditGate.Silo.Evidence;
using CreditGate.Silo.Hosting;
using Microsoft.Extensions.Options;

namespace CreditGate.Api.Hosting;

/// <summary>The service as a whole: what it is made of, and where each part is mapped.</summary>
internal static class CreditGateApp
{
    /// <param name="further">Services in place of the usual ones, in tests.</param>
    public static async Task<int> Run(string[] args, Action<IServiceCollection>? further = null)
    {
        try
        {
            var settings = Settings.From(args);
            if (settings.AddPersonSecret)
            {
                var path = PersonSecretFile.Add(settings.DataDirectory, settings.KeysDirectory, settings.Postgres);
                Console.WriteLine($"已增加一个自然人密钥，请将该文件复制到每个节点，再逐一重启 / A person secret was added. Copy the file to every node, then restart them one after another: {path}");
                return 0;
            }

            PoolThreads.Raise();
            await using var app = Build(settings, further: further);
            if (app.Services.GetService<DemoFill>() is { } demo)
            {
                await demo.EnsureAllowed(CancellationToken.None);
            }

            await app.StartAsync();
            await Greeting.Print(app, settings);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception refused) when (refused is DemoRefusedException or IOException or OptionsValidationException)
        {
            // A start that is refused is told in a sentence, not in a stack trace.
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    /// <param name="clock">Another clock for decisions, in tests.</param>
    /// <param name="further">Services in place of the usual ones, in tests.</param>
    public static WebApplication Build(Settings settings, TimeProvider? clock = null, Action<IServiceCollection>? further = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = [.. settings.HostArgs, "--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = AppContext.BaseDirectory,     // not the working directory: settings would be watched for among the writes to data/
        });
        builder.AddLogging(settings);
        if (clock is not null)
        {
            builder.Services.AddSingleton(new Domain.PlatformClock(clock));
        }

        builder.Services.AddSingleton(settings.Retention).AddSingleton(new BackupDirectory(settings.BackupDirectory)).AddSingleton(new CheckpointDirectory(settings.CheckpointDirectory));
        builder.AddCreditGateSilo(settings.DataDirectory, settings.KeysDirectory, settings.RotatePersonSecret, settings.Postgres, settings.Cluster);
        builder.AddLimits();
        builder.AddHttps(settings);
        builder.AddTelemetry(settings);
        builder.AddDashboard(settings);
        builder.Services
            .AddSingleton(settings)
            .AddApiJson()
            .AddProblems()
            .AddAdmission()
            .AddPaceExchange(settings)
            .AddApiKeys(settings)
            .AddChecks()
            .AddRecords()
            .AddPushes()
            .AddChanges()
            .AddCases()
            .AddFeedback()
            .AddReceiptReading()
            .AddReports()
            .AddCoverage()
            .AddDemo(settings)
            .AddDocs()
            .AddSingleton<SubjectReading>()
            .AddSingleton<PersonViews>()
            .AddDrain(settings)
            .AddHostedService<Bootstrap>()
            .AddSingleton<WarmUp>()
            .AddHostedService(static services => services.GetRequiredService<WarmUp>());
        further?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseSafeHeaders();
        app.UseDrain();
        app.UseMetricsListener();
        app.UseEarlyRefusal();
        app.UseExceptionHandler();
        app.UseDirectChecks();
        app.UseProblemPages();
        app.UseBodyForm();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRules();
        app.RefuseNulInUrls();
        app.UseAdmission();
        app.MapNode(settings);
        return app;
    }
}
