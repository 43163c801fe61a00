using System.Globalization;

namespace CreditGate.LoadTests;

/// <summary>Named arguments after the fixed ones.</summary>
internal sealed class Arguments
{
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <param name="flags">Names that stand alone, apart by blanks.</param>
    /// <param name="valued">Names that are followed by a value.</param>
    /// <exception cref="ArgumentException">Another name stands there, one stands there twice, or one without its value.</exception>
    public Arguments(string[] rest, string flags, string valued)
    {
        var (alone, followed) = (flags.Split(' ', StringSplitOptions.RemoveEmptyEntries), valued.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        for (var at = 0; at < rest.Length; at++)
        {
            var name = rest[at];
            var isFirst = followed.Contains(name)
                ? _values.TryAdd(name, ++at < rest.Length ? rest[at] : throw new ArgumentException($"{name} needs a value."))
                : alone.Contains(name) ? _flags.Add(name) : throw new ArgumentException($"{name} is not known here, use {string.Join(", ", alone.Concat(followed))}.");
            if (!isFirst)
            {
                throw new ArgumentException($"{name} stands there twice.");
            }
        }
    }

    public bool Has(string flag) => _flags.Contains(flag);

    public string? Value(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">It is no number.</exception>
    public double? Number(string name) => Value(name) switch
    {
        null => null,
        { } text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        { } text => throw new ArgumentException($"{name}: \"{text}\" is no number."),
    };

    /// <exception cref="ArgumentException">It is no whole number.</exception>
    public int? Count(string name) => Value(name) switch
    {
        null => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => count,
        { } text => throw new ArgumentException($"{name}: \"{text}\" is no whole number."),
    };
}
