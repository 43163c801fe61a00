namespace CreditGate.Api.Hosting;

/// <summary>A command line taken apart: flags, values (as <c>--name value</c> or <c>--name=value</c>), and the rest in its order.</summary>
internal sealed class CommandLine
{
    private readonly HashSet<string> _flags = [];
    private readonly Dictionary<string, string> _values = [];
    private readonly List<string> _rest = [];

    public CommandLine(string[] args, string[] flags, string[] values)
    {
        for (var index = 0; index < args.Length; index++)
        {
            var (name, given) = args[index].IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (args[index][..at], args[index][(at + 1)..]) : (args[index], null);
            if (given is null && flags.Contains(name))
            {
                _flags.Add(name);
            }
            else if (values.Contains(name) && (given ?? (index + 1 < args.Length ? args[++index] : null)) is { } value)
            {
                _values[name] = value;
            }
            else
            {
                _rest.Add(args[index]);
            }
        }
    }

    public IReadOnlyList<string> Rest => _rest;

    public bool Has(string flag) => _flags.Contains(flag);

    public string? Value(string name) => _values.GetValueOrDefault(name);

    /// <summary>The value of an option such as <c>--silo-port</c>, else of the environment's CREDITGATE_SILO_PORT. An empty one is none.</summary>
    public string? Setting(string name) =>
        (Value(name) ?? Environment.GetEnvironmentVariable($"CREDITGATE_{name[2..].Replace('-', '_').ToUpperInvariant()}")) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
