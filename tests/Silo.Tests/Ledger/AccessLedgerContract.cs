using CreditGate.Actors.Credentials;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain.Access;
using CreditGate.Silo.Tests.Evidence;
using CreditGate.Silo.Tests.Subjects;
using CreditGate.Verify.Audit;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes who changes credentials and who looks at persons, and what the auditor says of it.</summary>
public abstract class AccessLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private readonly SealedLedger _sealed = new(ledger);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sealed.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task LastChange_IsTheNewestOfCredentials_AlsoAfterARestart()
    {
        Assert.Null(await ledger.Access.LastChange(Cancellation));
        await ledger.Access.Declare([Change(1), Change(2)]);
        await ledger.Access.Declare([View("示例1号"), Slowed]);

        Assert.Equal(Change(2), await ledger.Access.LastChange(Cancellation));
        ledger.Restart();
        Assert.Equal(Change(2), await ledger.Access.LastChange(Cancellation));
    }

    [Fact]
    public async Task Changes_AreDeclaredOnce_AndAnotherHistoryWholeWithAnAlarm()
    {
        var (log, book) = (new WarningLog(), Book("示例甲", "示例乙"));
        await new CredentialDeclarations(ledger.Access, log).Declare(book.Changes, book.Changes.Count, Cancellation);
        await new CredentialDeclarations(ledger.Access, log).Declare(book.Changes, book.Changes.Count, Cancellation);
        Assert.Equal((2, 0), (ledger.Scalar("SELECT COUNT(*) FROM declaration"), log.Entries.Length));

        var other = Book("示例甲", "示例丙");
        var declarations = new CredentialDeclarations(ledger.Access, log);
        await declarations.Declare(other.Changes, other.Changes.Count, Cancellation);
        await declarations.Declare(other.Changes, other.Changes.Count, Cancellation);

        Assert.Equal(4, ledger.Scalar("SELECT COUNT(*) FROM declaration"));
        Assert.Equal(1423, Assert.Single(log.Entries).Event);
        Assert.Equal("示例丙", (await ledger.Access.LastChange(Cancellation))!.Changed);
    }

    [Theory]
    [InlineData("kind", "'LegalHold'")]
    [InlineData("at", "at + 1")]
    [InlineData("organisation", "'D99'")]
    [InlineData("credential", "'示例他人'")]
    [InlineData("payload", "(SELECT other.payload FROM declaration AS other WHERE other.sequence = 1)")]
    public async Task Audit_NamesTheColumnOfAnAct_ThatWasAltered(string column, string value)
    {
        await Declared();

        Assert.Empty(_sealed.AuditAfter().Findings.Named);
        foreach (var sequence in column == "payload" ? (int[])[3] : [2, 3, 4])      // another act's payload says another kind
        {
            var finding = Assert.Single(_sealed.AuditAfter($"UPDATE declaration SET {column} = {value} WHERE sequence = {sequence}").Findings.Named, finding => finding.Row.StartsWith($"{sequence} ", StringComparison.Ordinal));
            Assert.Contains(column, finding.Columns);
        }
    }

    [Fact]
    public async Task Audit_FindsAViewThatIsGone()
    {
        await Declared();

        var gone = Assert.Single(_sealed.AuditAfter("DELETE FROM declaration WHERE sequence = 3").Findings.Named);

        Assert.Equal((FindingKind.Removed, "declaration"), (gone.Kind, gone.Table));
    }

    private static CredentialBook Book(params string[] credentials)
    {
        var book = new CredentialBook();
        foreach (var credential in credentials)
        {
            book.Enter(new CredentialChange { Number = 0, At = Sample.Instant, By = "示例凭据", Credential = credential, Kind = CredentialChangeKind.Created, Organisation = "D22" });
        }

        return book;
    }

    private async Task Declared()
    {
        await ledger.Access.Declare([View("示例0号"), Change(1), View("示例1号"), Slowed, View("示例2号")]);
        await _sealed.Seal();
    }

    private static AccessAct Change(long number) => Act(AccessActKind.CredentialChanged) with { What = "Created", Changed = $"示例密钥{number}", Number = number, Digest = new string('a', 64) };

    private static AccessAct View(string businessNumber) => Act(AccessActKind.PersonViewed) with { Subject = "p-0190a0c0000070008000000000000000", What = "timeline", BusinessNumber = businessNumber };

    private static AccessAct Slowed => Act(AccessActKind.CallerSlowed);

    private static AccessAct Act(AccessActKind kind) => new() { Kind = kind, At = Sample.Instant, Organisation = "D22", Credential = "示例凭据" };
}
