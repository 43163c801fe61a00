using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Comparing;
using CreditGate.Domain.Identity;
using Xunit;

namespace CreditGate.Domain.Tests.Decisions.Comparing;

public sealed class RulingTallyTests
{
    private static readonly RulingDifference Stricter = new(Outcome.Proceed, Outcome.Refuse, [new RulingLine(LineKind.Measure, "M01.03")], [], []);

    [Fact]
    public void Tallies_AddUpTheSame_HoweverTheSubjectsAreSplit()
    {
        var subjects = Enumerable.Range(1, 20).Select(static number => SubjectKey.Of(FictionalCodes.Entity(number))).ToArray();
        var whole = Tally(subjects);
        var merged = new RulingTally(3);
        foreach (var part in subjects.Reverse().Chunk(7))
        {
            merged.Add(Tally(part));
        }

        Assert.Equal((20, 10), (merged.Subjects, merged.Changed));
        Assert.Equal(whole.Matters["MT-C01"].Examples, merged.Matters["MT-C01"].Examples);
        Assert.Equal(3, merged.Matters["MT-C01"].Examples.Count);
        Assert.Equal(whole.Outcomes.Values.Select(static count => count.Subjects), merged.Outcomes.Values.Select(static count => count.Subjects));
        Assert.Equal(10, merged.Lines[("MT-C01", new RulingLine(LineKind.Measure, "M01.03"), LineMove.Gained)].Subjects);
    }

    [Fact]
    public void Persons_AreCounted_AndNeverNamed()
    {
        var tally = Tally([SubjectKey.OfPerson(Guid.NewGuid())]);

        Assert.Equal(1, tally.Matters["MT-C01"].Subjects);
        Assert.Empty(tally.Matters["MT-C01"].Examples);
    }

    /// <summary>Every other one changes.</summary>
    private static RulingTally Tally(IEnumerable<SubjectKey> subjects)
    {
        var tally = new RulingTally(3);
        foreach (var subject in subjects)
        {
            tally.Add(subject, subject.Kind == Domain.Catalogues.SubjectKinds.Person || Number(subject) % 2 == 0 ? [("MT-C01", Stricter)] : []);
        }

        return tally;
    }

    private static int Number(SubjectKey subject) => Enumerable.Range(1, 20).First(number => FictionalCodes.Entity(number).Value == subject.Value);
}
