using System.Collections.Immutable;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Records;

/// <summary>What became of one row.</summary>
/// <param name="Outcome">Null when it could not be taken now: push the same row again.</param>
internal sealed record PushedRow(RowOutcome? Outcome, ImmutableArray<FieldFault> Faults, Fault? Note, SubjectKey? Subject, long Version)
{
    public static PushedRow Failed { get; } = new(null, [], PushFaults.NotTaken, null, 0);

    public static PushedRow Rejected(ImmutableArray<FieldFault> faults) => new(RowOutcome.Rejected, faults, null, null, 0);

    public static PushedRow From(RowResult result, SubjectKey subject, long version) => new(result.Outcome, [], result.Note, subject, version);
}

internal static class PushFaults
{
    public static readonly Fault NotTaken = new("not-taken", new("本行暂未写入，请原样重报。", "This row was not taken now: push it again unchanged."));

    public static FieldFault NotThisPerson(string field) => new(field, new("person-mismatch", new(
        "该证件号码已以另一姓名登记，或该主体标识不存在，请核实。", "This ID number is known under another name, or the key was never given out: verify it.")));
}
