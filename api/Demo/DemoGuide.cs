namespace CreditGate.Api.Demo;

/// <summary>What to try first, printed when the demo is up.</summary>
internal static class DemoGuide
{
    private static readonly (string Uscc, string Matter, string Shows)[] Tries =
    [
        (DemoRows.RedListed, "MT-A01", "prefer    red list: green channel (守信红名单)"),
        (DemoRows.Clean, "MT-A01", "prefer    three clean years: tolerance acceptance (连续三年无不良)"),
        (DemoRows.Young, "MT-A01", "proceed   no negative record (普通主体)"),
        (DemoRows.Penalised, "MT-A03", "proceed   with a reminder: penalty in publicity (行政处罚公示期内)"),
        (DemoRows.WageDefaulter, "MT-C01", "refuse    unpaid migrant wages, procurement (拖欠农民工工资名单)"),
        (DemoRows.WageDefaulter, "MT-E01", "review    no rule of that list for inspection (名单无对应规则)"),
        (DemoRows.UnderObjection, "MT-E01", "proceed   measures suspended while verified (异议核实中)"),
        (DemoRows.Repaired, "MT-A10", "prefer    repaired: as if never listed (已修复)"),
        (DemoRows.UnderConsumptionOrder, "MT-K01", "restrict  consumption order of a court (限制消费)"),
    ];

    public static async Task Print(TextWriter output, string address, string keyPath)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync("Demo subjects (all invented). Try, in another terminal:");
        await output.WriteLineAsync($"  KEY=$(cat {keyPath})");
        await output.WriteLineAsync($"  curl -s {address}/v1/checks -H \"X-Api-Key: $KEY\" -H 'Content-Type: application/json' \\");
        await output.WriteLineAsync($"    -d '{{\"subject\":{{\"uscc\":\"{DemoRows.WageDefaulter}\"}},\"matter\":\"MT-C01\"}}'");
        await output.WriteLineAsync();
        foreach (var (uscc, matter, shows) in Tries)
        {
            await output.WriteLineAsync($"  {uscc}  {matter}  {shows}");
        }

        await output.WriteLineAsync($"  {DemoRows.Defaulter.Name} {DemoRows.Defaulter.IdNumber}  MT-B01  refuse    person, judgment defaulter (失信被执行人)");
        await output.WriteLineAsync($"  {DemoRows.ModelWorker.Name} {DemoRows.ModelWorker.IdNumber}  MT-J02  prefer    person, model worker who opted in (诚信典型)");
    }
}
