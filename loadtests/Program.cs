using System.Globalization;
using CreditGate.LoadTests;
using CreditGate.LoadTests.Callers;
using CreditGate.LoadTests.Guarding;
using CreditGate.LoadTests.OpenLoop;
using CreditGate.LoadTests.Reports;
using CreditGate.LoadTests.Running;

// The generator shares the machine with what it measures: answers are handled on the thread that notices them.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");

try
{
    return await Run(args);
}
catch (Exception unusable) when (unusable is ArgumentException or FormatException or OverflowException)
{
    await Console.Error.WriteLineAsync(unusable.Message);
    return 2;
}

static async Task<int> Run(string[] args) => args switch
{
    ["run", var scenario, .. var rest] => await RunCommand.Run(scenario, rest),
    ["make-trace", var output, .. var rest] => MakeTrace.Run(output, rest),
    ["guard", var address, var keyFile, var baseline, .. var rest] => await GuardCommand.Run(new Uri(address), keyFile, baseline, rest),
    ["rest", var address, var keyFile] => await ServiceRest.Run(new Uri(address), keyFile),
    ["table", var directory] => ComparisonTable.Print(directory),
    ["half", var directory, var system] => ComparisonTable.PrintHalf(directory, system),
    ["seed", var address, var keyFile, var count, var output] => await Seed.Run(new Uri(address), keyFile, Number(count), output),
    ["make-file", var output, var rows, .. var rest] => MakeFile.Run(output, Number(rows), rest),
    ["plain-insert", var output, var rows, .. var rest] => await PlainInsert.Run(output, Number(rows), rest),
    ["push-rate", var address, var keyFile, var file, .. var rest] => await PushRate.Run(new Uri(address), keyFile, file, rest),
    ["feed-latency", var address, var keyFile, var count] => await FeedLatency.Run(new Uri(address), keyFile, Number(count)),
    ["lifting-chain", var address, var keyFile, var count] => await LiftingChain.Run(new Uri(address), keyFile, Number(count)),
    ["first", var address, var keyFile, var started, var serial, var count] =>
        await FirstChecks.Run(new Uri(address), keyFile, long.Parse(started, NumberStyles.None, CultureInfo.InvariantCulture), Number(serial), Number(count)),
    ["targets", var directory] => TargetTable.Print(directory),
    ["overload", var address, var keyFile, var codes, var seconds] => await OverloadRun.Run(new Uri(address), keyFile, codes, Number(seconds)),
    ["callers", var address, var keyFile, var part, var process, var seconds] => await CallersRun.Run(new Uri(address), keyFile, part, Number(process), Number(seconds)),
    ["proofs", var size] => await ProofSizes.Run(Number(size)),
    ["give", var address, var keyFile, var count] => await GiveReceipts.Run(new Uri(address), keyFile, Number(count)),
    ["replay", var address, var keyFile, var from, .. var rest] => await ReplayRun.Run(new Uri(address), keyFile, from, rest),
    ["edition-preview", var address, var keyFile, var count, .. var rest] => await EditionPreview.Run(new Uri(address), keyFile, Number(count), rest),
    ["coverage-fill", var ledger, var receipts] => CoverageYear.Fill(ledger, Number(receipts)),
    ["coverage-ask", var address, var keyFile, var receipts] => await CoverageYear.Ask(new Uri(address), keyFile, Number(receipts)),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine(
        """
        run SCENARIO.json --target URL[,URL] --key-file FILE
            run a scenario (loadtests/Scenarios, README.md there) and file what came of it; ends with 1 when an expectation fails, 2 when it cannot run
            --out DIRECTORY, --no-seed, --no-activate, --plain, --seconds S, --rate R, --connections N, --subjects N, --first SERIAL, --persons SHARE, --warm-up S go before what the file says
        make-trace OUTPUT [--seconds S] [--rate R] [--subjects N] [--seed S]
            an invented trace of a working day pressed into so many seconds, for the mode trace
        guard ADDRESS KEY-FILE BASELINE [--seconds S] [--margin PERCENT] [--update] [--file FILE]
            compare allocations and ratios of a service started with --bench with a baseline (loadtests/guard does all of it); ends with 1 when one regressed
        rest ADDRESS KEY-FILE
            wait until the service has every receipt in its ledger and looked through, and print the seconds
        table DIRECTORY; half DIRECTORY SYSTEM
            of the rounds of a comparison, filed as SYSTEM-ROUND.json: their medians, spread and ratios; half the median rate of one
        seed ADDRESS KEY-FILE COUNT OUTPUT
            push COUNT fictional entities, and write their codes to OUTPUT, one a line
        make-file OUTPUT ROWS [--faults PERCENT] [--form ndjson|penalty-csv] [--subjects N] [--seed S] [--today YYYY-MM-DD]
            write a file of invented rows, the same for the same arguments, and beside it OUTPUT.expected: each faulty line with its field and code;
            by default no faults, NDJSON, a third as many subjects as rows, seed 1, today in China
        plain-insert OUTPUT ROWS [--subjects N] [--with-subjects]
            the baseline: batched, durable inserts of a 300-byte event, its record row and their indexes, into a new SQLite file;
            --with-subjects writes the row of the subject's version too
        push-rate ADDRESS KEY-FILE FILE [--pid PID] [--checks]
            upload a file and follow its job: seconds, rows a second, peak memory of the service's process;
            --checks measures 200 checks a second, idle first and then during the push
        feed-latency ADDRESS KEY-FILE COUNT
            list and lift COUNT times, and print how long each takes to a waiting subscriber
        lifting-chain ADDRESS KEY-FILE COUNT
            withdraw COUNT listings, and print how long each takes until the department has heard, its task is lifted and the next check is clean
        first ADDRESS KEY-FILE STARTED SERIAL COUNT
            from STARTED, in milliseconds of Unix time, to the first check that is answered, and how long the first COUNT checks take, of subjects from SERIAL on
        targets DIRECTORY
            what loadtests/all filed there, beside what was asked for
        overload ADDRESS KEY-FILE CODES SECONDS
            checks of the CODES that seed wrote, at 0.7, 1, 2 and 5 times what the service can do, SECONDS each, and afterwards
        callers ADDRESS KEY-FILE PART PROCESS SECONDS
            what callers cost each other: keys, noisy, siege or timing (loadtests/access/run starts what it needs)
        proofs SIZE
            lengths of the evidence log's proofs, and what checking them takes, in a generated log of SIZE entries
        coverage-fill LEDGER RECEIPTS; coverage-ask ADDRESS KEY-FILE RECEIPTS
            the counts of a year that so many receipts leave, into a ledger that no service runs on; how long it takes to ask for them (loadtests/coverage/year does both)
        give ADDRESS KEY-FILE COUNT
            have COUNT checks answered, half of them before a tenth of the subjects is listed, and wait for their receipts
        replay ADDRESS KEY-FILE FROM [--receipts COUNT] [--differing COUNT]
            replay the receipts since FROM, an instant with its offset: how fast, how many differ, and in what; ends with 1 when it were other numbers, by default of differences none
        edition-preview ADDRESS KEY-FILE COUNT [--checks] [--publish]
            fill in COUNT entities and preview an edition over them: seconds; --checks measures 200 checks a second, idle first and then beside it;
            --publish publishes it and compares with what checks answer before and after; ends with 1 when they differ
        """);
    return 2;
}
