using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Silo.Tests.Subjects;

namespace CreditGate.Silo.Tests.Cases;

/// <summary>Objections as tests speak of them.</summary>
internal static class Objecting
{
    public const string Provider = "D22";

    public static ObjectionDraft Draft(string id, RecordRef record) => new()
    {
        Case = id,
        Organisation = "D12",
        Record = record,
        Source = ObjectionSource.Applicant,
        Grounds = [ObjectionGround.Wrong],
        Statement = "示例：工资已结清",
        Materials = [.. Enum.GetValues<MaterialKind>().Select(static kind => new Material(kind, $"示例/{kind}", new string('a', 64)))],
    };

    public static async Task<CaseReply> Object(this RunningSilo silo, SubjectKey subject, string id, RecordRef record) =>
        await silo.Grain(subject).Act(new CaseCommand(Draft(id, record), "示例凭据"));

    public static async Task<CaseReply> Step(this RunningSilo silo, SubjectKey subject, string id, string happened, string? reason = null) =>
        await silo.Grain(subject).Act(new CaseCommand(new CaseStep { Case = id, Event = happened, Organisation = Provider, Reason = reason }, "示例凭据"));
}
