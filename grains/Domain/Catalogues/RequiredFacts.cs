using System.Collections.Frozen;

namespace CreditGate.Domain.Catalogues;

/// <summary>The facts that rules may require, with the question a person must settle when a record is silent.</summary>
public static class RequiredFacts
{
    public const string ProcurementBanInForce = "procurementBanInForce";
    public const string ListedForLargeOverdueDebt = "listedForLargeOverdueDebt";
    public const string ConsumptionOrderInForce = "consumptionOrderInForce";
    public const string LicenceRevokedForThisActivity = "licenceRevokedForThisActivity";

    /// <summary>The open question behind each fact.</summary>
    public static FrozenDictionary<string, LocalText> Questions { get; } = new Dictionary<string, LocalText>
    {
        [ProcurementBanInForce] = new("该主体是否处于禁止参加政府采购活动的处罚期内？", "Is a ban from government procurement in force against this subject?"),
        [ListedForLargeOverdueDebt] = new("该自然人是否因所负数额较大债务到期未清偿被列为失信被执行人？", "Was this person listed as a judgment defaulter for a large overdue debt?"),
        [ConsumptionOrderInForce] = new("法院限制消费令是否仍在生效？", "Is the court's consumption order in force?"),
        [LicenceRevokedForThisActivity] = new("该主体是否曾被吊销本类活动的许可证？", "Was this subject's licence for this activity revoked?"),
    }.ToFrozenDictionary();
}
