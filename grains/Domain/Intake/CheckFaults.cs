namespace CreditGate.Domain.Intake;

/// <summary>The faults that only checks have.</summary>
internal static class CheckFaults
{
    public static readonly Fault NotForThisKind = new("subject-kind", new("该事项不适用于此类主体。", "This matter is not for this kind of subject."));

    public static readonly Fault PurposeMissing = new("missing", new("查询自然人须写明查询目的。", "A check that names a person must state its purpose."));

    public static readonly Fault TokenMissing = new("missing", new("consistency 为 atLeast 时须填写 token。", "With consistency atLeast a token must be given."));

    public static readonly Fault NotAToken = new("not-a-token", new("不是本服务给出的 token（形如 v12）。", "This is not a token that this service gave out (they look like v12)."));

    public static readonly Fault DeadlineOutOfRange = new("out-of-range", new("须在 10 至 60000 毫秒之间。", "Must lie between 10 and 60,000 milliseconds."));

    public static Fault TooManyLinked(int most) => new("too-many", new($"关联人员不得超过{most}名。", $"No more than {most} linked persons."));
}
