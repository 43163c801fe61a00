using CreditGate.LedgerWriterProcess;
using CreditGate.Silo.Hosting;

// A process for tests to kill: it says on its output what it holds or what was acknowledged, and never ends by itself.
if (args[0] == "push")
{
    await Pushing.RunForever(args[1]);
    return 0;
}

using var directory = DataDirectory.Open(args[1]);
switch (args[0])
{
    case "hold":
        Console.WriteLine("held");
        await Task.Delay(Timeout.Infinite);
        break;
    case "append":
        await Appending.RunForever(directory);
        break;
    default:
        return 2;
}

return 0;
