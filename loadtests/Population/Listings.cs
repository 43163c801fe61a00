using CreditGate.LoadTests.Rows;

namespace CreditGate.LoadTests.Population;

/// <summary>
/// The subjects that a scenario writes to while it checks: each is entered on the wage list and taken off again, in turn.
/// An epoch is odd while a push is under way; a check is only judged when the same even epoch holds before and after it.
/// </summary>
internal sealed class Listings(Inhabitants inhabitants, long firstRevision, DateOnly today)
{
    private const string List = "L04";
    private const int Tries = 64;

    private readonly int[] _epochs = new int[inhabitants.Count];
    private readonly Profile _listed = inhabitants.Profiles.First(static profile => profile is { IsPerson: false, Lists: [List] });

    public int Epoch(int subject) => Volatile.Read(ref _epochs[subject]);

    /// <summary>The answer in a matter at an even epoch.</summary>
    public KnownAnswer Known(int subject, int matter, int epoch) =>
        (IsListed(epoch) ? _listed : inhabitants.ProfileOf(subject)).Answers[matter].Answer;

    /// <summary>Takes a subject for a push, the next free one from here on; null when many in a row are busy or are not written to.</summary>
    public int? Begin(int from)
    {
        for (var tried = 0; tried < Math.Min(Tries, _epochs.Length); tried++)
        {
            var subject = (from + tried) % _epochs.Length;
            var epoch = Epoch(subject);
            if (inhabitants.ProfileOf(subject).IsWritten && epoch % 2 == 0 && Interlocked.CompareExchange(ref _epochs[subject], epoch + 1, epoch) == epoch)
            {
                return subject;
            }
        }

        return null;
    }

    /// <summary>The row of a push that has begun.</summary>
    public string Row(int subject)
    {
        var epoch = Epoch(subject);
        var withdrawal = IsListed(epoch + 1) ? "" : $$""","withdrawal":{"on":"{{Text(today)}}","reason":"示例撤销"}""";
        return $$"""{"kind":"listEntry","subject":{{inhabitants.Named(subject)}},"number":"示压写{{subject}}","revision":{{firstRevision + epoch}},"decidedOn":"{{Text(today.AddDays(-30))}}","list":"{{List}}"{{withdrawal}}}""";
    }

    /// <summary>The push was acknowledged.</summary>
    public void Acknowledged(int subject) => Interlocked.Increment(ref _epochs[subject]);

    /// <summary>Subjects that a later scenario would find listed. Those whose push was lost stay in doubt: they are lifted too.</summary>
    public IEnumerable<(int Subject, string Row)> Lifting()
    {
        for (var subject = 0; subject < _epochs.Length; subject++)
        {
            var epoch = Epoch(subject);
            if (epoch % 2 == 1 || IsListed(epoch))
            {
                _epochs[subject] = (((epoch / 4) + 1) * 4) - 1;
                yield return (subject, Row(subject));
            }
        }
    }

    private static bool IsListed(int epoch) => epoch / 2 % 2 == 1;

    private static string Text(DateOnly day) => Utf8Text.Day(day);
}
