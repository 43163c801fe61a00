using CreditGate.Domain.Intake;

namespace CreditGate.Actors.Persons;

public static class PersonFaults
{
    public static FieldFault NotThisPerson(string field) => new(field, new("person-mismatch", new(
        "该证件号码已以另一姓名登记，或该主体标识不存在，请核实。", "This ID number is known under another name, or the key was never given out: verify it.")));
}
