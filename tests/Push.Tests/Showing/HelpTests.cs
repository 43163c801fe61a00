using System.Globalization;
using CreditGate.Push.CommandLine;
using Xunit;

namespace CreditGate.Push.Tests.Showing;

public sealed class HelpTests
{
    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Help_NamesEveryOptionAndExitCode(string language)
    {
        var arguments = new PushArguments();
        var parsed = arguments.Parse(["--lang", language]);
        var options = parsed.RootCommandResult.Command.Options.Select(static option => option.Name).ToArray();

        var help = HelpText.In(OptionsReader.LanguageOf(parsed, arguments));

        Assert.Contains("--give-up-after", options);
        Assert.All(options, option => Assert.Contains(option, help, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<ExitCode>(), code => Assert.Contains(help.Split('\n'), line =>
            line.TrimStart().StartsWith(((int)code).ToString(CultureInfo.InvariantCulture) + "  ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Help_IsChinese_UnlessEnglishIsAskedFor()
    {
        var arguments = new PushArguments();

        Assert.Equal(Language.Zh, OptionsReader.LanguageOf(arguments.Parse(["--help"]), arguments));
    }
}
