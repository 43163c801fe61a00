using System.Globalization;
using CreditGate.Domain.Identity;

namespace CreditGate.CrashTests;

/// <summary>One fictional entity, the person whom its records name, and what is pushed and asked about it.</summary>
internal sealed record Enterprise(int Serial)
{
    public const string FirstNumber = "示人社列〔示例〕1号";
    public const string SecondNumber = "示人社列〔示例〕2号";

    /// <summary>Honours: a wage default bars the person in charge as well (rule P06).</summary>
    public const string Matter = "MT-G01";

    public string Uscc { get; } = FictionalCodes.Entity(Serial).Value;

    public object Person { get; } = new { name = "示例" + (char)('一' + (Serial % 1_000)), idNumber = FictionalCodes.Person(Serial).Value };

    /// <summary>Two entries of one revision; both are in dispute when it is even, neither when it is odd.</summary>
    public object Push(long revision) => new { rows = new[] { Row(FirstNumber, revision), Row(SecondNumber, revision) } };

    public object Check(string? requestId) => new { subject = new { uscc = Uscc }, matter = Matter, businessNumber = "示办1号", requestId };

    private object Row(string number, long revision) => new
    {
        kind = "listEntry",
        subject = new { uscc = Uscc },
        list = "L04",
        number,
        revision,
        decidedOn = "2026-01-05",
        basis = "《保障农民工工资支付条例》第48条",
        reason = revision.ToString(CultureInfo.InvariantCulture),
        linked = new[] { new { role = "personInCharge", person = Person } },
        dispute = revision % 2 == 0 ? new { objection = "示异议〔示例〕1号", receivedOn = "2026-01-06" } : null,
    };
}
