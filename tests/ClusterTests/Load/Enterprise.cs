using System.Globalization;
using CreditGate.Domain.Identity;

namespace CreditGate.ClusterTests.Load;

/// <summary>One fictional entity with one record: in dispute when its revision is even, so that the outcome tells of the version.</summary>
internal sealed record Enterprise(int Serial)
{
    /// <summary>Honours: a wage default bars it (rule P06), and is open while an objection is verified.</summary>
    private const string Matter = "MT-G01";

    public string Uscc { get; } = FictionalCodes.Entity(Serial).Value;

    public object Push(long revision) => new { rows = new[] { Row(revision) } };

    public object Row(long revision) => new
    {
        kind = "listEntry",
        subject = new { uscc = Uscc },
        list = "L04",
        number = "示人社列〔示例〕1号",
        revision,
        decidedOn = "2026-01-05",
        basis = "《保障农民工工资支付条例》第48条",
        reason = revision.ToString(CultureInfo.InvariantCulture),
        dispute = revision % 2 == 0 ? new { objection = "示异议〔示例〕1号", receivedOn = "2026-01-06" } : null,
    };

    public object Check(string consistency = "default", string? token = null) =>
        new { subject = new { uscc = Uscc }, matter = Matter, businessNumber = "示办1号", consistency, token };
}
