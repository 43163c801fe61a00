using CreditGate.Domain.Coverage;
using Xunit;

namespace CreditGate.Domain.Tests.Cases.Walking;

/// <summary>Business cases of one department about the walk's company, some of them decided without a check (应查必查).</summary>
internal sealed class Cover(Desk desk)
{
    public const string Department = "D12";
    public const string Matter = "MT-C01";

    private readonly Reconciliation _counted = new([], []);
    private readonly List<(string Number, CaseCheck Check)> _checks = [];
    private readonly List<DecidedCase> _reports = [];
    private readonly Dictionary<string, DecidedCase> _decided = [];

    public IReadOnlyList<(string Number, CaseCheck Check)> Checks => _checks;

    /// <summary>As they stand.</summary>
    public IReadOnlyCollection<DecidedCase> Decided => _decided.Values;

    /// <summary>Everything that was reported, in order.</summary>
    public IReadOnlyList<DecidedCase> Reports => _reports;

    public void Check(int number)
    {
        var check = new CaseCheck(Guid.CreateVersion7(desk.Now), desk.Now, desk.Now.AddDays(5), desk.Standing.Key.Value, ByNumber: true);
        _checks.Add((Number(number), check));
        _counted.See((new CaseKey(Department, Matter, Number(number)), check));
    }

    /// <param name="hoursAgo">Reports come after decisions, now and then long after.</param>
    public void Decide(int number, int hoursAgo)
    {
        var decided = new DecidedCase
        {
            Department = Department,
            Matter = Matter,
            Number = Number(number),
            Subject = desk.Standing.Key.Value,
            DecidedAt = desk.Now.AddHours(-hoursAgo),
            Decision = CaseDecision.Granted,
            MustCheck = true,
            ReportedAt = desk.Now,
            Credential = "示例凭据",
        };
        _reports.Add(decided);
        if (_counted.Report(decided).Note is null)
        {
            _decided[decided.Number] = decided;
        }
    }

    /// <summary>INV-12: missed are those, and only those, for which nothing was asked before the decision.</summary>
    public void Hold()
    {
        var rates = new CoverageRates(_counted.Counts);
        Assert.True((_decided.Values.Count(IsMissed), _decided.Count) == (rates.Missed, rates.MustCheckCases), "INV-12");
    }

    public bool IsMissed(DecidedCase decided) => !_checks.Any(known => known.Number == decided.Number && known.Check.At < decided.DecidedAt);

    private string Number(int number) => $"示例办件{number}号/{desk.Standing.Key.Value}";
}
