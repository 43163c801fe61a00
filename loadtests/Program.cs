using CreditGate.LoadTests;

return args switch
{
    ["seed", var address, var keyFile, var count, var output] => await Seed.Run(new Uri(address), keyFile, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), output),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: seed ADDRESS KEY-FILE COUNT OUTPUT   push COUNT fictional entities, and write their codes to OUTPUT, one a line");
    return 2;
}
