using System.CommandLine;
using System.Globalization;

namespace CreditGate.Push.CommandLine;

/// <summary>From arguments to options: every fault at once, in the language asked for.</summary>
internal sealed class OptionsReader(ParseResult parsed, PushArguments arguments, Func<string, string?> environment)
{
    private const string DefaultUrl = "http://localhost:5000";

    private readonly List<string> _faults = [];

    public static Language LanguageOf(ParseResult parsed, PushArguments arguments) =>
        string.Equals(parsed.GetValue(arguments.Lang), "en", StringComparison.OrdinalIgnoreCase) ? Language.En : Language.Zh;

    public (PushOptions? Options, IReadOnlyList<string> Faults) Read(Words words)
    {
        _faults.AddRange(parsed.Errors.Select(static error => error.Message));
        if (_faults.Count > 0)
        {
            return (null, _faults);
        }

        var (deed, subject) = ReadDeed(words);
        var options = new PushOptions
        {
            Deed = deed,
            Subject = subject,
            Url = ReadUrl(words),
            Key = ReadKey(words),
            Language = words.Language,
            Query = ReadQuery(words),
            IdempotencyKey = parsed.GetValue(arguments.IdempotencyKey),
            RejectsFile = parsed.GetValue(arguments.Rejects),
            Gzip = parsed.GetValue(arguments.Gzip) ? true : parsed.GetValue(arguments.NoGzip) ? false : null,
            ShowProgress = !parsed.GetValue(arguments.NoProgress),
            GiveUpAfter = parsed.GetValue(arguments.GiveUpAfter) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        Check(options.GiveUpAfter is null || options.GiveUpAfter > TimeSpan.Zero, words.NotPositive("--give-up-after"));
        Check(parsed.GetValue(arguments.Lang) is null or "zh" or "en", words.NotALanguage);
        Check(options.IdempotencyKey is not { } key || key is { Length: > 0 and <= 200 } && key.All(static one => one is > ' ' and <= '~'), words.NotAnIdempotencyKey);
        return _faults.Count == 0 ? (options, []) : (null, _faults);
    }

    private (Deed Deed, string Subject) ReadDeed(Words words)
    {
        var (file, follow, cancel) = (parsed.GetValue(arguments.File), parsed.GetValue(arguments.Follow), parsed.GetValue(arguments.Cancel));
        switch (file, follow, cancel)
        {
            case ({ Length: > 0 }, null, null):
                Check(File.Exists(file), file.StartsWith('-') ? words.NoSuchOption(file) : words.NoSuchFile(file));
                return (Deed.Send, file);
            case (null, { Length: > 0 }, null):
                Check(Guid.TryParse(follow, out _), words.NotAJob(follow));
                return (Deed.Follow, follow);
            case (null, null, { Length: > 0 }):
                Check(Guid.TryParse(cancel, out _), words.NotAJob(cancel));
                return (Deed.Cancel, cancel);
            default:
                _faults.Add(words.NotOneDeed);
                return (Deed.Send, "");
        }
    }

    private Uri ReadUrl(Words words)
    {
        var text = parsed.GetValue(arguments.Url) ?? DefaultUrl;
        var isUrl = Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        Check(isUrl, words.NotAUrl(text));
        return isUrl ? url! : new Uri(DefaultUrl);
    }

    /// <summary>From a file or the environment, never from an argument: arguments are seen by everybody on the machine.</summary>
    private string ReadKey(Words words)
    {
        var file = parsed.GetValue(arguments.KeyFile);
        if (file is null)
        {
            var key = environment("CREDITGATE_KEY")?.Trim() ?? "";
            Check(key.Length > 0, words.NoKey);
            return key;
        }

        try
        {
            var key = File.ReadAllText(file).Trim();
            Check(key.Length > 0 && key.All(static one => one is > ' ' and <= '~'), words.NotAKey(file));
            return key;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _faults.Add(words.KeyUnreadable(file, failure.Message));
            return "";
        }
    }

    private PushQuery ReadQuery(Words words)
    {
        var query = new PushQuery
        {
            AsOf = parsed.GetValue(arguments.AsOf),
            List = parsed.GetValue(arguments.List),
            Atomic = parsed.GetValue(arguments.Atomic),
            Snapshot = parsed.GetValue(arguments.Snapshot),
            MostWithdrawnPercent = parsed.GetValue(arguments.MostWithdrawn),
        };
        Check(query.AsOf is not { } asOf || IsInstant(asOf), words.NotAnInstant);
        Check(query.MostWithdrawnPercent is null or (>= 0 and <= 100), words.NotAPercentage);
        Check(query.MostWithdrawnPercent is null || query.Snapshot is not null, words.OnlyWithSnapshot);
        return query;
    }

    /// <summary>With its offset: without one, the sender's time zone would have to be guessed.</summary>
    private static bool IsInstant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _)
        && text.LastIndexOf('T') is > 0 and var time && text.AsSpan(time).IndexOfAny("Zz+-") > 0;

    private void Check(bool holds, string fault)
    {
        if (!holds)
        {
            _faults.Add(fault);
        }
    }
}
