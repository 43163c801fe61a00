using System.Collections.Frozen;
using CreditGate.Domain;
using CreditGate.Domain.Decisions;

namespace CreditGate.Api.Checks;

/// <summary>Statuses as people say them.</summary>
internal static class StatusNames
{
    private static readonly FrozenDictionary<StatusCode, LocalText> Names = new Dictionary<StatusCode, LocalText>
    {
        [StatusCode.NotFound] = new("未收录", "Not found"),
        [StatusCode.Ambiguous] = new("身份不明确", "Ambiguous"),
        [StatusCode.RedList] = new("守信红名单", "Red list"),
        [StatusCode.Exemplar] = new("诚信典型", "Integrity exemplar"),
        [StatusCode.Clean3Y] = new("连续三年无不良信用记录", "Three years clean"),
        [StatusCode.NoNegativeRecord] = new("无不良信用记录", "No negative record"),
        [StatusCode.Ordinary] = new("普通主体", "Ordinary"),
        [StatusCode.Penalised] = new("行政处罚公示期内", "Penalty in publicity"),
        [StatusCode.SeriousListed] = new("严重失信主体", "Serious-dishonesty listing"),
        [StatusCode.Abnormal] = new("异常名录", "Abnormal listing"),
        [StatusCode.UnderObjection] = new("异议核实中", "Under objection"),
        [StatusCode.Stayed] = new("停止执行", "Stayed"),
        [StatusCode.Deregistered] = new("已注销", "Deregistered"),
        [StatusCode.Revoked] = new("已吊销", "Revoked"),
    }.ToFrozenDictionary();

    public static LocalText Of(StatusCode code) => Names[code];
}
