using CreditGate.Domain.Calendars;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;

namespace CreditGate.LoadTests.Guarding;

/// <summary>The command <c>guard</c>: measures what is nearly the same on every machine and compares it with the committed baseline.</summary>
internal static class GuardCommand
{
    private const int Subjects = 500;
    private const int BatchItems = 200;
    private const int Attempts = 3;

    /// <returns>0 when nothing is clearly worse, 1 when something is, 2 when it cannot be measured.</returns>
    public static async Task<int> Run(Uri target, string keyFile, string baselineFile, string[] rest, CancellationToken cancellation = default)
    {
        try
        {
            var arguments = new Arguments(rest, "--update", "--seconds --margin --file");
            var seconds = arguments.Number("--seconds") ?? 4;
            var figures = await Measure(target, (await File.ReadAllTextAsync(keyFile, cancellation)).Trim(), seconds, cancellation);
            if (arguments.Value("--file") is { } file)
            {
                figures.Save(file);
            }

            if (arguments.Has("--update"))
            {
                figures.Save(baselineFile);
                Console.WriteLine($"{baselineFile}: {figures}");
                return 0;
            }

            var margin = (arguments.Number("--margin") ?? 8) / 100;
            var verdicts = figures.Against(GuardFigures.Read(baselineFile), margin).ToArray();
            Array.ForEach(verdicts, static verdict => Console.WriteLine(verdict.Line));
            return verdicts.Any(static verdict => verdict.Regressed) ? 1 : 0;
        }
        catch (Exception unusable) when (unusable is ArgumentException or InvalidOperationException or HttpRequestException or IOException)
        {
            await Console.Error.WriteLineAsync(unusable.Message);
            return 2;
        }
    }

    private static async Task<GuardFigures> Measure(Uri target, string key, double seconds, CancellationToken cancellation)
    {
        var today = LegalTime.DateOf(TimeProvider.System.GetUtcNow());
        var inhabitants = new Inhabitants(new SubjectPlan(Subjects, 250_000_000, 0, false, true), today);
        using var client = Seeding.Client(target, key);
        var seeding = new Seeding(client, key, static _ => { });
        await seeding.Fill(inhabitants, isBulk: false, cancellation);
        await seeding.Activate(inhabitants, cancellation);
        var load = new GuardLoad(target, key, inhabitants, new UseMeter(client), today);

        foreach (var kind in (RequestKind[])[RequestKind.Check, RequestKind.NoOp, RequestKind.Batch, RequestKind.Check])
        {
            await load.Warm(kind, Least(kind) * 2, seconds, BatchItems, cancellation);
        }

        return await Plausible(load, seconds, cancellation);
    }

    /// <summary>Where a check was found to allocate far less than a request that does nothing, something else was going on: it is measured again.</summary>
    /// <exception cref="InvalidOperationException">It goes on.</exception>
    private static async Task<GuardFigures> Plausible(GuardLoad load, double seconds, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var figures = await Figures(load, seconds, cancellation);
            if (figures.IsPlausible())
            {
                return figures;
            }

            Console.WriteLine($"not to be believed, measured again: {figures}");
        }

        throw new InvalidOperationException($"A check was found {Attempts} times to allocate less than half of a request that does nothing: the service does something else beside it.");
    }

    private static async Task<GuardFigures> Figures(GuardLoad load, double seconds, CancellationToken cancellation)
    {
        var idle = await load.MeasureIdle(cancellation);
        var (checks, noOps, batches) = (new List<Load>(), new List<Load>(), new List<Load>());
        for (var round = 0; round < 3; round++)
        {
            checks.Add(await load.Run(RequestKind.Check, Least(RequestKind.Check), seconds, BatchItems, cancellation));
            noOps.Add(await load.Run(RequestKind.NoOp, Least(RequestKind.NoOp), seconds, BatchItems, cancellation));
            batches.Add(await load.Run(RequestKind.Batch, Least(RequestKind.Batch), seconds, BatchItems, cancellation));
        }

        idle = Use.Least(idle, await load.MeasureIdle(cancellation));      // before and after: the end of other work is no rest
        var (check, noOp, batch) = (Each(checks), Each(noOps), Each(batches));
        return new GuardFigures(Math.Round(check.Bytes), Math.Round(noOp.Bytes), Math.Round(batch.Bytes / BatchItems), Math.Round(check.Processor / noOp.Processor, 2));

        Use Each(List<Load> loads) => Use.Middle([.. loads.Select(run => run.Each(idle))]);
    }

    /// <summary>Requests of a round, so that what goes on beside them does not count.</summary>
    private static int Least(RequestKind kind) => kind == RequestKind.Batch ? 25 : 5_000;
}
