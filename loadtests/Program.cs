using System.Globalization;
using CreditGate.LoadTests;
using CreditGate.LoadTests.OpenLoop;

return args switch
{
    ["seed", var address, var keyFile, var count, var output] => await Seed.Run(new Uri(address), keyFile, Number(count), output),
    ["make-file", var output, var rows, .. var rest] => MakeFile.Run(output, Number(rows), rest),
    ["plain-insert", var output, var rows, .. var rest] => await PlainInsert.Run(output, Number(rows), rest),
    ["push-rate", var address, var keyFile, var file, .. var rest] => await PushRate.Run(new Uri(address), keyFile, file, rest),
    ["feed-latency", var address, var keyFile, var count] => await FeedLatency.Run(new Uri(address), keyFile, Number(count)),
    ["overload", var address, var keyFile, var codes, var seconds] => await OverloadRun.Run(new Uri(address), keyFile, codes, Number(seconds)),
    ["proofs", var size] => await ProofSizes.Run(Number(size)),
    ["replay", var address, var keyFile, var from] => await ReplayRun.Run(new Uri(address), keyFile, from),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine(
        """
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
        overload ADDRESS KEY-FILE CODES SECONDS
            checks of the CODES that seed wrote, at 0.7, 1, 2 and 5 times what the service can do, SECONDS each, and afterwards
        proofs SIZE
            lengths of the evidence log's proofs, and what checking them takes, in a generated log of SIZE entries
        replay ADDRESS KEY-FILE FROM
            replay the receipts since FROM, an instant with its offset: how fast, and how many differ
        """);
    return 2;
}
