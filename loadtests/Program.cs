using CreditGate.LoadTests;

return args switch
{
    ["seed", var address, var keyFile, var count, var output] => await Seed.Run(new Uri(address), keyFile, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), output),
    ["feed-latency", var address, var keyFile, var count] => await FeedLatency.Run(new Uri(address), keyFile, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: seed ADDRESS KEY-FILE COUNT OUTPUT   push COUNT fictional entities, and write their codes to OUTPUT, one a line");
    Console.Error.WriteLine("       feed-latency ADDRESS KEY-FILE COUNT   list and lift COUNT times, and print how long each takes to a waiting subscriber");
    return 2;
}
