using System.Text.RegularExpressions;
using CreditGate.Api.Demo;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Demo;

public sealed partial class DemoTests
{
    private static readonly string[] Outcomes = ["refuse", "restrict", "review", "proceed", "prefer"];

    [Fact]
    public async Task Guide_PromisesWhatTheDemoAnswers_AlsoAfterASecondStart()
    {
        using var directory = new OwnDirectory();
        var first = await RunningGate.Start(directory: directory.Path, args: "--demo");
        await KeepsItsPromises(first);
        await first.Stop();

        var second = await RunningGate.Start(directory: directory.Path, args: "--demo");
        await KeepsItsPromises(second);
        await second.Stop();
    }

    private static async Task KeepsItsPromises(RunningGate gate)
    {
        using var printed = new StringWriter();
        await DemoGuide.Print(printed, gate.Address.ToString(), "operator.key");
        var tries = Try().Matches(printed.ToString());

        Assert.Equal(11, tries.Count);
        Assert.Equal(Outcomes.Order(), tries.Select(static line => line.Groups["outcome"].Value).Distinct().Order());
        foreach (var line in tries.Select(static line => line.Groups))
        {
            var check = line["name"].Success
                ? Calls.CheckOf(new Person(line["name"].Value, line["subject"].Value), line["matter"].Value)
                : Calls.CheckOf(line["subject"].Value, line["matter"].Value);
            var answer = await gate.Operator.Check(check);

            Assert.True(answer.Text("outcome") == line["outcome"].Value, $"{line[0].Value}: {answer.Text("outcome")}");
        }
    }

    [GeneratedRegex(@"^  (?:(?<name>\S+) )?(?<subject>[0-9A-Z]{18})  (?<matter>MT-\w+)  (?<outcome>\w+) ", RegexOptions.Multiline)]
    private static partial Regex Try();
}
