namespace CreditGate.Domain.Cases;

/// <summary>Why no case is opened. Guards of the workflows have texts of their own.</summary>
public static class CaseFaults
{
    public static readonly Fault NoRecord = new("no-such-record", new(
        "该主体没有这条记录，请核对 record 中的来源、种类和文号。", "The subject has no such record: check source, kind and number in record."));

    public static readonly Fault RecordGone = new("record-gone", new("该记录已修复或撤销，不再使用。", "The record was repaired or withdrawn and is no longer used."));

    public static readonly Fault OfAnother = new("record-of-another", new(
        "该记录属于另一主体，本人仅为关联人员，请就该主体的记录提出。", "The record is another subject's and names this person: raise the case on that subject's record."));

    public static readonly Fault IsOpen = new("case-open", new("该记录已有在办的同类办件。", "A case of this kind is already open on the record."));

    public static readonly Fault NotRepairable = new("not-repairable", new("该种类的记录不适用信用修复。", "Records of this kind are not repaired."));

    public static readonly Fault NoRestoration = new("no-restoration", new("本单位在该异议中没有待恢复的事项。", "Your organisation has nothing to set right in this objection."));

    public static readonly Fault NoShield = new("no-shield", new("该办件此时不能屏蔽，或没有屏蔽可解除。", "The record cannot be shielded at this point of the case, or is not shielded by it."));

    public static readonly Fault NotItsMeasure = new("not-its-measure", new(
        "lifts 中的措施并非依据该记录：请填写该记录产生的措施代码。", "A measure in lifts does not follow from the record: give codes of measures that do."));

    public static readonly Fault NoTolerance = new("no-tolerance", new("该事项不适用容缺受理。", "Tolerance acceptance is not offered in this matter."));

    /// <summary>As the API's document tells it; a refusal names the days.</summary>
    public static readonly Fault PromisePeriod = new("promise-period", new(
        "承诺补齐的期限须在今日至最长承诺期限之间。", "The promised day must lie between today and the longest term that may be promised."));

    public static readonly Fault OfRows = new("kept-by-rows", new(
        "该承诺由报送数据管理：请以 state 为 fulfilled 或 breached 重新报送该记录。", "This promise was pushed: push its record again with state fulfilled or breached."));

    public static readonly Fault NoList = new("no-such-list", new("目录中没有该名单，或该名单未启用。", "The catalogue has no such list, or it is not in use."));

    public static readonly Fault NotForKind = new("subject-kind", new("该名单不适用于此类主体。", "This list is not for this kind of subject."));

    public static readonly Fault NeedsTerm = new("needs-term", new("该名单须在 until 中写明期限。", "This list wants the last day of the term in until."));

    public static readonly Fault IsListed = new("already-listed", new("该主体已以此文号列入该名单。", "The subject is on the list under this number already."));

    /// <summary>The promised day lies outside what may be promised.</summary>
    public static Fault PromiseBetween(DateOnly first, DateOnly last) => PromisePeriod with
    {
        Text = new($"承诺补齐的期限须在 {first:yyyy-MM-dd} 至 {last:yyyy-MM-dd} 之间。", $"The promised day must lie between {first:yyyy-MM-dd} and {last:yyyy-MM-dd}."),
    };

    public static readonly Fault NotPromised = new("not-promised", new("documents 中有本次承诺之外的材料，请核对名称。", "documents names something that was not promised: check the names."));

    public static readonly Fault NoExtension = new("no-extension", new("期限已延长过一次，或已届满。", "The term was extended already, or has passed."));
}
