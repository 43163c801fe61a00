using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;

namespace CreditGate.Domain.Decisions.Comparing;

/// <summary>How a line moves.</summary>
public enum LineMove
{
    Gained,
    Lost,
    Altered,
}

/// <summary>How many subjects, and the codes of some.</summary>
public sealed class TallyCount(int mostExamples)
{
    private readonly SortedSet<string> _examples = new(StringComparer.Ordinal);

    public long Subjects { get; private set; }

    /// <summary>The lowest codes of entities; persons are counted and never named.</summary>
    public IReadOnlyCollection<string> Examples => _examples;

    public void Add(SubjectKey subject)
    {
        Subjects++;
        if (subject.Kind == SubjectKinds.Entity)
        {
            Keep(subject.Value);
        }
    }

    public void Add(TallyCount other)
    {
        Subjects += other.Subjects;
        foreach (var example in other._examples)
        {
            Keep(example);
        }
    }

    private void Keep(string example)
    {
        if (_examples.Add(example) && _examples.Count > mostExamples)
        {
            _examples.Remove(_examples.Max!);
        }
    }
}

/// <summary>Adds up what many subjects' answers would change, by matter. Its size hangs on the catalogue, not on the number of subjects.</summary>
public sealed class RulingTally(int mostExamples)
{
    private readonly SortedDictionary<string, TallyCount> _matters = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Matter, Outcome Before, Outcome After), TallyCount> _outcomes = [];
    private readonly Dictionary<(string Matter, RulingLine Line, LineMove Move), TallyCount> _lines = [];

    /// <summary>Looked at.</summary>
    public long Subjects { get; private set; }

    /// <summary>With another answer for one matter at least.</summary>
    public long Changed { get; private set; }

    /// <summary>Whose answers change, by matter.</summary>
    public IReadOnlyDictionary<string, TallyCount> Matters => _matters;

    /// <summary>Also where the outcome stays and lines change.</summary>
    public IReadOnlyDictionary<(string Matter, Outcome Before, Outcome After), TallyCount> Outcomes => _outcomes;

    public IReadOnlyDictionary<(string Matter, RulingLine Line, LineMove Move), TallyCount> Lines => _lines;

    /// <param name="differences">Of every matter that differs.</param>
    public void Add(SubjectKey subject, IReadOnlyCollection<(string Matter, RulingDifference Difference)> differences)
    {
        Subjects++;
        Changed += differences.Count > 0 ? 1 : 0;
        foreach (var (matter, difference) in differences)
        {
            Of(_matters, matter).Add(subject);
            Of(_outcomes, (matter, difference.Before, difference.After)).Add(subject);
            Add(subject, matter, difference.Gained, LineMove.Gained);
            Add(subject, matter, difference.Lost, LineMove.Lost);
            Add(subject, matter, difference.Altered, LineMove.Altered);
        }
    }

    public void Add(RulingTally other)
    {
        Subjects += other.Subjects;
        Changed += other.Changed;
        Merge(_matters, other._matters);
        Merge(_outcomes, other._outcomes);
        Merge(_lines, other._lines);
    }

    private void Add(SubjectKey subject, string matter, IEnumerable<RulingLine> lines, LineMove move)
    {
        foreach (var line in lines)
        {
            Of(_lines, (matter, line, move)).Add(subject);
        }
    }

    private void Merge<T>(IDictionary<T, TallyCount> into, IDictionary<T, TallyCount> from)
    {
        foreach (var (key, count) in from)
        {
            Of(into, key).Add(count);
        }
    }

    private TallyCount Of<T>(IDictionary<T, TallyCount> counts, T key)
    {
        if (!counts.TryGetValue(key, out var count))
        {
            count = counts[key] = new TallyCount(mostExamples);
        }

        return count;
    }
}
