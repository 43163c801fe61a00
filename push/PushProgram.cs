using CreditGate.Push.CommandLine;
using CreditGate.Push.Files;
using CreditGate.Push.Jobs;
using CreditGate.Push.Service;
using CreditGate.Push.Showing;

namespace CreditGate.Push;

/// <summary>One run: read the command line, do it, and turn whatever happens into a sentence and an exit code.</summary>
internal static class PushProgram
{
    public static async Task<ExitCode> Run(string[] args, Terminal terminal, RetryPace pace, CancellationToken interrupted)
    {
        var arguments = new PushArguments();
        var parsed = arguments.Parse(args);
        var words = new Words(OptionsReader.LanguageOf(parsed, arguments));
        if (parsed.GetValue(arguments.Help))
        {
            terminal.Output.WriteLine(HelpText.In(words.Language));
            return ExitCode.Done;
        }

        var (options, faults) = new OptionsReader(parsed, arguments, terminal.Environment).Read(words);
        if (options is null)
        {
            return Fail(terminal, ExitCode.Usage, [.. faults, words.HowToSeeHelp]);
        }

        if (options.Url is { Scheme: "http", IsLoopback: false })
        {
            terminal.Error.WriteLine(words.KeyTravelsInClear);
        }

        using var gate = new GateClient(options.Url, options.Key, options.Language);
        var run = new PushRun(gate, options, terminal, options.GiveUpAfter is { } after ? pace with { GiveUpAfter = after } : pace, words);
        return await Told(() => run.Do(interrupted), run, options, terminal, words);
    }

    private static async Task<ExitCode> Told(Func<Task<ExitCode>> work, PushRun run, PushOptions options, Terminal terminal, Words words)
    {
        try
        {
            return await work();
        }
        catch (RefusedException refused)
        {
            return Fail(terminal, refused.IsAboutTheKey ? ExitCode.NotAuthorised : ExitCode.Refused, Problems.Lines(refused));
        }
        catch (GaveUpException gaveUp)
        {
            return Fail(terminal, ExitCode.GaveUp, [gaveUp.Message, .. run.WhatRemains(words)]);
        }
        catch (HttpRequestException failure)
        {
            return Fail(terminal, ExitCode.GaveUp, [failure.InnerException?.Message ?? failure.Message, .. run.WhatRemains(words)]);
        }
        catch (OperationCanceledException)
        {
            return Fail(terminal, ExitCode.Interrupted, run.WhatRemains(words));
        }
        catch (RejectsUnwritableException failure)
        {
            return Fail(terminal, ExitCode.GaveUp, [words.RejectsUnwritable(failure.Path, failure.Message), .. run.WhatRemains(words)]);
        }
        catch (SpreadsheetException)
        {
            return Fail(terminal, ExitCode.Usage, [words.IsASpreadsheet]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail(terminal, ExitCode.Usage, [words.FileUnreadable(options.Subject, failure.Message)]);
        }
    }

    private static ExitCode Fail(Terminal terminal, ExitCode code, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            terminal.Error.WriteLine(line);
        }

        return code;
    }
}
