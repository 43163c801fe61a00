using System.CommandLine;

namespace CreditGate.Verify.CommandLine;

/// <summary>The names of the command line. What they mean stands in <see cref="Words.Help"/>.</summary>
internal sealed class VerifyArguments
{
    public Argument<string> Ledger { get; } = new("LEDGER");

    public Option<string> Checkpoints { get; } = new("--checkpoints") { Required = true };

    public Option<string> Keys { get; } = new("--key") { Required = true };

    public Option<string?> Lang { get; } = new("--lang");

    public Option<bool> Help { get; } = new("--help", "-h", "-?") { Arity = ArgumentArity.Zero };

    public ParseResult Parse(string[] args)
    {
        var asksForHelp = args.Any(static arg => arg is "--help" or "-h" or "-?");
        (Checkpoints.Required, Keys.Required) = (!asksForHelp, !asksForHelp);
        Ledger.Arity = asksForHelp ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne;
        var command = new RootCommand();
        command.Options.Clear();
        command.Arguments.Add(Ledger);
        foreach (var option in (Option[])[Checkpoints, Keys, Lang, Help])
        {
            command.Options.Add(option);
        }

        return command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }
}
