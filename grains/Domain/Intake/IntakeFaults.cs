using CreditGate.Domain.Identity;

namespace CreditGate.Domain.Intake;

/// <summary>The faults of fields, with stable codes.</summary>
internal static class IntakeFaults
{
    public static readonly Fault Missing = new("missing", new("缺少该字段，请补填。", "This field is missing: fill it in."));

    public static readonly Fault HoldsId = new("id-number-in-text", new(
        "该字段含有公民身份号码，身份号码只能填在 person.idNumber 中。", "This field holds a citizen ID number; ID numbers belong in person.idNumber only."));

    public static readonly Fault HoldsNul = new("nul-character", new("该字段含有空字符（NUL），请删除。", "This field holds a NUL character: take it out."));

    public static readonly Fault NotADate = new("not-a-date", new("日期须为 yyyy-MM-dd 格式的真实日期。", "The date must be a real one, written yyyy-MM-dd."));

    public static readonly Fault DateInFuture = new("date-in-future", new("日期不得晚于今天（北京时间）。", "The date must not lie after today (China time)."));

    public static readonly Fault NotOneSubject = new("subject-not-one", new(
        "须且只须填写 uscc、person、key 之一。", "Exactly one of uscc, person and key must be given."));

    public static readonly Fault NotAKey = new("subject-key", new("不是本服务给出的主体标识。", "This is not a key that this service gave out."));

    public static readonly Fault Minor = new("person-minor", new("信用主体须为完全民事行为能力人，不得报送未满18周岁的自然人。", "Credit subjects are persons of full capacity: no record of a person under 18."));

    public static readonly Fault SubjectKind = new("subject-kind", new("该名单或记录种类不适用于此类主体。", "This list or kind of record is not for this kind of subject."));

    public static readonly Fault NotDesignatingUnit = new("not-designating-unit", new(
        "该名单只能由认定单位报送（或由平台运营单位转报）。", "Only the designating unit of this list (or the platform operator, relaying) may enter subjects on it."));

    public static readonly Fault NeedsTerm = new("term-missing", new(
        "该名单没有固定期限，须在 until 中写明本次列入的截止日期。", "This list has no fixed period: the entry must state its last day in until."));

    public static readonly Fault EndsBeforeStart = new("ends-before-start", new("截止日期早于起始日期。", "The last day lies before the first."));

    public static readonly Fault NotPositive = new("not-positive", new("须为大于零的数。", "Must be greater than zero."));

    public static readonly Fault LinkedOnPerson = new("linked-on-person", new("自然人的记录不得关联其他人员。", "A record on a person names no linked persons."));

    public static Fault TooLong(int longest) => new("too-long", new($"超过{longest}个字符。", $"Longer than {longest} characters."));

    public static Fault DateOutOfRange(DateOnly earliest, DateOnly latest) => new("date-out-of-range", new(
        $"日期须在 {earliest:yyyy-MM-dd} 至 {latest:yyyy-MM-dd} 之间。", $"The date must lie between {earliest:yyyy-MM-dd} and {latest:yyyy-MM-dd}."));

    public static Fault MissingChoice(IEnumerable<string> choices) => new("missing", new(
        $"缺少该字段，可选：{string.Join("、", choices)}。", $"This field is missing; one of: {string.Join(", ", choices)}."));

    public static Fault UnknownChoice(IEnumerable<string> choices) => new("unknown-choice", new(
        $"不是可选值，可选：{string.Join("、", choices)}。", $"Not one of the choices: {string.Join(", ", choices)}."));

    public static Fault Unknown(string what, string given) => new($"unknown-{what}", new($"目录中没有“{Quote(given)}”。", $"The catalogue has no \"{Quote(given)}\"."));

    /// <summary>Input as a fault may repeat it: an ID number masked, and no longer than a code could be.</summary>
    public static string Quote(string given)
    {
        var masked = PersonalText.MaskIds(given)!;
        return masked.Length <= 32 ? masked : masked[..32] + "…";
    }
}
