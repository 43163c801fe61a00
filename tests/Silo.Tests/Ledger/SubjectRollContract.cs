using CreditGate.Domain.Identity;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the roll of subjects owes its callers.</summary>
public abstract class SubjectRollContract(ILedgerUnderTest ledger) : IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_NameEverySubjectOnce_HoweverLargeTheyAre(int atMost)
    {
        var subjects = Enumerable.Range(0, 7).Select(static _ => Sample.Subject()).ToArray();
        foreach (var subject in subjects)
        {
            await ledger.Subjects.Append(Sample.Append(subject, 0, "1"));
            await ledger.Subjects.Append(Sample.Append(subject, 1, "2"));
        }

        var (found, after) = (new List<SubjectKey>(), (string?)null);
        do
        {
            var page = await ledger.Roll.Page(after, atMost, Cancellation);
            found.AddRange(page.Subjects);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(subjects.Select(static subject => subject.Value).Order(StringComparer.Ordinal), found.Select(static subject => subject.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_IsTheLast_OfAnEmptyLedger()
    {
        var page = await ledger.Roll.Page(null, 10, Cancellation);

        Assert.Empty(page.Subjects);
        Assert.Null(page.Next);
    }
}
