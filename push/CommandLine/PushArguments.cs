using System.CommandLine;

namespace CreditGate.Push.CommandLine;

/// <summary>The names of the command line. What they mean to the user stands in <see cref="HelpText"/>, in both languages.</summary>
internal sealed class PushArguments
{
    public Argument<string?> File { get; } = new("FILE") { Arity = ArgumentArity.ZeroOrOne };

    public Option<string?> Follow { get; } = new("--follow");

    public Option<string?> Cancel { get; } = new("--cancel");

    public Option<string?> Url { get; } = new("--url");

    public Option<string?> KeyFile { get; } = new("--key-file");

    public Option<string?> AsOf { get; } = new("--as-of");

    public Option<string?> List { get; } = new("--list");

    public Option<string?> Snapshot { get; } = new("--snapshot");

    public Option<int?> MostWithdrawn { get; } = new("--most-withdrawn");

    public Option<bool> Atomic { get; } = new("--atomic");

    public Option<string?> IdempotencyKey { get; } = new("--idempotency-key");

    public Option<string?> Rejects { get; } = new("--rejects");

    public Option<bool> Gzip { get; } = new("--gzip") { Arity = ArgumentArity.Zero };

    public Option<bool> NoGzip { get; } = new("--no-gzip") { Arity = ArgumentArity.Zero };

    public Option<bool> NoProgress { get; } = new("--no-progress") { Arity = ArgumentArity.Zero };

    public Option<int?> GiveUpAfter { get; } = new("--give-up-after");

    public Option<string?> Lang { get; } = new("--lang");

    public Option<bool> Help { get; } = new("--help", "-h", "-?") { Arity = ArgumentArity.Zero };

    public ParseResult Parse(string[] args)
    {
        var command = new RootCommand();
        command.Options.Clear();
        command.Arguments.Add(File);
        Option[] options =
            [Follow, Cancel, Url, KeyFile, AsOf, List, Snapshot, MostWithdrawn, Atomic, IdempotencyKey, Rejects, Gzip, NoGzip, NoProgress, GiveUpAfter, Lang, Help];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        return command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }
}
