using System.Collections.Immutable;
using System.Globalization;

namespace CreditGate.Domain.Retention;

/// <summary>How long something is kept: whole years, months or days; null for good.</summary>
public readonly record struct RetentionPeriod(int Years, int Months, int Days)
{
    /// <summary>Instants before this one are over.</summary>
    public DateTimeOffset Before(DateTimeOffset now) => now.AddYears(-Years).AddMonths(-Months).AddDays(-Days);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"P{(Years > 0 ? $"{Years}Y" : "")}{(Months > 0 ? $"{Months}M" : "")}{(Days > 0 ? $"{Days}D" : "")}");

    /// <summary>An ISO 8601 duration of one unit, such as P6Y, P18M or P400D; null when it is none.</summary>
    public static RetentionPeriod? Parse(string text) =>
        text is ['P', .. var digits, var unit] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 36_500
            ? unit switch
            {
                'Y' when count <= 100 => new RetentionPeriod(count, 0, 0),
                'M' when count <= 1_200 => new RetentionPeriod(0, count, 0),
                'D' => new RetentionPeriod(0, 0, count),
                _ => null,
            }
            : null;
}

/// <summary>A kind of content with its period.</summary>
/// <param name="Name">In the file of periods.</param>
/// <param name="Least">Shorter is refused at start.</param>
/// <param name="Reason">On what the default and the least rest. Own, to be confirmed before it has legal effect: the plan and the pack name no periods of keeping.</param>
public sealed record RetainedKind(string Name, RetentionPeriod? Default, RetentionPeriod Least, LocalText Counts, LocalText Reason)
{
    public const string Receipts = "receipts";
    public const string Persons = "persons";
    public const string Entities = "entities";
    public const string Views = "views";

    public static ImmutableArray<RetainedKind> All { get; } =
    [
        new(Receipts, new(6, 0, 0), new(0, 6, 0),
            new("自答复之时起；含对该答复的反馈", "from the answer on; with what was fed back on it"),
            new("行政诉讼最长起诉期限5年（行政诉讼法第46条），另加1年审理；最短依网络安全法第21条日志留存不少于6个月（自定，待确认）",
                "five years in which an administrative decision can be sued over (Administrative Litigation Law 46) and one for what then runs; least: logs of six months (Cybersecurity Law 21). Own, to be confirmed")),
        // What is erased cannot be brought back, so nobody is erased on a period that nobody confirmed.
        new(Persons, null, new(0, 6, 0),
            new("自然人的全部记录：自最后一次变动（含期限届满）起，且已无在效记录、无未结案件", "all records of a natural person: from the last thing that happened to them, terms that ended included, when none is in force and no case is open"),
            new("未设定期限的永久保存；建议5年，参照征信业管理条例第16条，个人不良信息自终止之日起保存5年（自定，待确认）",
                "kept for good until a period is set; five years are proposed, after the Regulation on Credit Reporting 16: adverse information on a person is kept for five years after its end. Own, to be confirmed")),
        // Nor is a history. The least is what the three-year test looks back.
        new(Entities, null, new(3, 0, 0),
            new("已注销的法人及其他组织的历史：自最后一次变动（含期限届满）起，且已无在效记录、不在三年考察期内、无未结案件，其凭证内容均已期满；已注销这一事实保留",
                "the history of an entity that is deregistered: from the last thing that happened to it, terms that ended included, when no record is in force or in the three-year test, no case is open and the content of its receipts is gone; that it was deregistered stays"),
            new("未设定期限的永久保存；建议5年，方案未规定期限；最短3年，即三年考察期（自定，待确认）",
                "kept for good until a period is set; five years are proposed: no rule of the plan names a period; least: the three years of the clean record's test. Own, to be confirmed")),
        new(Views, null, new(0, 6, 0),
            new("查看名单中的各次查看：自查看之时起；证据日志中的查看行为不移除", "each entry of the list of who looked at a person: from the look on; the act of the evidence log that says so is never removed"),
            new("未设定期限的永久保存；建议3年，参照个人信息保护法第56条，处理情况记录至少保存3年；最短依网络安全法第21条日志留存不少于6个月（自定，待确认）",
                "kept for good until a period is set; three years are proposed, after PIPL 56: records of processing are kept for at least three; least: logs of six months (Cybersecurity Law 21). Own, to be confirmed")),
    ];
}

/// <summary>The periods in force on this node.</summary>
public sealed record RetentionPeriods(ImmutableSortedDictionary<string, RetentionPeriod?> Of)
{
    public const string ForGood = "never";

    public static RetentionPeriods Default { get; } = new(RetainedKind.All.ToImmutableSortedDictionary(static kind => kind.Name, static kind => kind.Default, StringComparer.Ordinal));

    public RetentionPeriod? this[string kind] => Of[kind];

    /// <param name="said">By the names of kinds; what is not said keeps its default.</param>
    /// <param name="faults">Each names its entry and the fix; empty when the periods are usable.</param>
    public static RetentionPeriods Read(IReadOnlyDictionary<string, string?> said, out ImmutableArray<string> faults)
    {
        var (periods, wrong) = (Default.Of.ToBuilder(), ImmutableArray.CreateBuilder<string>());
        foreach (var (name, text) in said)
        {
            if (RetainedKind.All.FirstOrDefault(kind => kind.Name == name) is not { } kind)
            {
                wrong.Add($"'{name}' is no kind of content: use {string.Join(", ", RetainedKind.All.Select(static known => known.Name))}.");
            }
            else if (text == ForGood)
            {
                periods[name] = null;
            }
            else if (text is null || RetentionPeriod.Parse(text) is not { } period)
            {
                wrong.Add($"'{name}' is not a period: write P6Y, P18M, P400D or {ForGood}.");
            }
            else if (period.Before(Reference) > kind.Least.Before(Reference))
            {
                wrong.Add($"'{name}' is shorter than {kind.Least}, the least that may be set.");
            }
            else
            {
                periods[name] = period;
            }
        }

        faults = wrong.ToImmutable();
        return new RetentionPeriods(periods.ToImmutable());
    }

    private static DateTimeOffset Reference { get; } = new(2400, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
