using System.Collections.Immutable;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Demo;

/// <summary>Invented subjects that show every status of the domain table. Codes of organisations start with XN, names with 示例: none exists.</summary>
internal static class DemoRows
{
    public const string RedListed = "91360700XNDEM0019F";
    public const string WageDefaulter = "91360702XNDEM00277";
    public const string Penalised = "91360783XNDEM0035C";
    public const string UnderObjection = "92360722XNDEM0043Q";
    public const string Clean = "93360731XNDEM0051H";
    public const string Repaired = "52360700XNDEM006XK";
    public const string Young = "12360700XNDEM0078P";
    public const string Deregistered = "91360700XNDEM0086D";
    public const string Abnormal = "91360703XNDEM0094K";
    public const string UnderConsumptionOrder = "91360730XNDEM0107C";

    public static readonly PersonRow Representative = new() { Name = "示例甲", IdNumber = "360799190001010019" };
    public static readonly PersonRow ModelWorker = new() { Name = "示例乙", IdNumber = "360799190001010027" };
    public static readonly PersonRow Defaulter = new() { Name = "示例丙", IdNumber = "360799190001010035" };

    /// <summary>Rows by the organisation that provides them, with dates that lie as far back from today as the stories need.</summary>
    public static IEnumerable<(string Source, ImmutableArray<RecordRow> Rows)> On(DateOnly today)
    {
        yield return ("D13",
        [
            Registered(RedListed, "示例诚信科技有限公司", today.AddYears(-11)),
            Registered(WageDefaulter, "示例欠薪建筑有限公司", today.AddYears(-9)),
            Registered(Penalised, "示例处罚食品有限公司", today.AddYears(-8)),
            Registered(UnderObjection, "示例异议商行", today.AddYears(-7)),
            Registered(Clean, "示例三年无不良农民专业合作社", today.AddYears(-6)),
            Registered(Repaired, "示例修复服务中心", today.AddYears(-6)),
            Registered(Young, "示例新设事业单位", today.AddYears(-1)),
            Registered(Deregistered, "示例注销贸易有限公司", today.AddYears(-10)) with { Status = "deregistered" },
            Registered(Abnormal, "示例异常经营有限公司", today.AddYears(-5)),
            Registered(UnderConsumptionOrder, "示例限制消费实业有限公司", today.AddYears(-12)),
            new() { Kind = "penalty", Subject = Of(Penalised), Number = "示市监罚〔示例〕1号", DecidedOn = Day(today.AddMonths(-2)), Categories = ["fine"], Fine10kCny = 2m, Basis = "《食品安全法》第126条", Reason = "示例：违反食品安全管理规定" },
            new() { Kind = "listEntry", Subject = Of(UnderObjection), List = "L03", Number = "示市监列〔示例〕2号", DecidedOn = Day(today.AddMonths(-3)), Basis = "国家市场监督管理总局令第44号", Dispute = new() { Objection = "示异议〔示例〕1号", ReceivedOn = Day(today.AddDays(-3)) } },
            new() { Kind = "listEntry", Subject = Of(Abnormal), List = "A01", Number = "示市监异〔示例〕3号", DecidedOn = Day(today.AddMonths(-4)), Basis = "《企业信息公示暂行条例》" },
        ]);
        yield return ("D14", [new() { Kind = "listEntry", Subject = Of(RedListed), List = "R01", Number = "示税A〔示例〕1号", DecidedOn = Day(today.AddMonths(-3)), Basis = "国家税务总局公告2025年第12号" }]);
        yield return ("D20", [new() { Kind = "listEntry", Subject = Of(Repaired), List = "L09", Number = "示民政列〔示例〕1号", DecidedOn = Day(today.AddMonths(-14)), Basis = "民政部令第60号", Repair = new() { Case = "示修复〔示例〕1号", DecidedOn = Day(today.AddDays(-10)) } }]);
        yield return ("D22", [new() { Kind = "listEntry", Subject = Of(WageDefaulter), List = "L04", Number = "示人社列〔示例〕1号", DecidedOn = Day(today.AddMonths(-6)), Basis = "《保障农民工工资支付条例》第48条" }]);
        yield return ("D34",
        [
            new() { Kind = "consumptionOrder", Subject = Of(UnderConsumptionOrder), Number = "(示例)赣0700执1号", DecidedOn = Day(today.AddMonths(-5)), Basis = "法释〔2015〕17号第3条", Linked = [new() { Role = "legalRepresentative", Person = Representative }] },
            new() { Kind = "listEntry", Subject = new() { Person = Defaulter }, List = "L01", Number = "(示例)赣0700执2号", DecidedOn = Day(today.AddMonths(-8)), Basis = "法释〔2017〕7号", Facts = ImmutableSortedDictionary<string, bool>.Empty.Add("listedForLargeOverdueDebt", true) },
        ]);
        yield return ("D08", [new() { Kind = "listEntry", Subject = new() { Person = ModelWorker }, List = "X01", Number = "示总工〔示例〕1号", DecidedOn = Day(today.AddYears(-2)), Basis = "实施方案第二条" }]);
        yield return ("D35", [new() { Kind = "sceneConsent", Subject = new() { Person = ModelWorker }, Number = "示授权〔示例〕1号", DecidedOn = Day(today.AddMonths(-1)), Scenes = ["S05", "S10"] }]);
    }

    private static RecordRow Registered(string uscc, string name, DateOnly established) => new()
    {
        Kind = "registration",
        Subject = Of(uscc),
        Number = uscc,
        Name = name,
        DecidedOn = Day(established),
        EstablishedOn = Day(established),
    };

    private static SubjectRow Of(string uscc) => new() { Uscc = uscc };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
