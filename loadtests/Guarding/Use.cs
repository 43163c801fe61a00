namespace CreditGate.LoadTests.Guarding;

/// <param name="Bytes">Allocated.</param>
/// <param name="Processor">Processor time in seconds.</param>
internal readonly record struct Use(double Bytes, double Processor)
{
    public static Use operator -(Use left, Use right) => new(left.Bytes - right.Bytes, left.Processor - right.Processor);

    public static Use operator *(Use use, double times) => new(use.Bytes * times, use.Processor * times);

    public static Use operator /(Use use, double parts) => new(use.Bytes / parts, use.Processor / parts);

    /// <summary>The lesser of both, each by itself.</summary>
    public static Use Least(Use left, Use right) => new(Math.Min(left.Bytes, right.Bytes), Math.Min(left.Processor, right.Processor));

    /// <summary>The middle of both, each by itself.</summary>
    public static Use Middle(IReadOnlyCollection<Use> uses) => new(Middle(uses.Select(static use => use.Bytes), uses.Count), Middle(uses.Select(static use => use.Processor), uses.Count));

    private static double Middle(IEnumerable<double> values, int count) => values.Order().ElementAt(count / 2);
}
