namespace CreditGate.Domain.Intake;

/// <summary>What is wrong with one field of some input, and how to mend it.</summary>
/// <param name="Field">Path of the field in the input, such as <c>linked[0].person.idNumber</c>.</param>
public sealed record FieldFault(string Field, Fault Fault);
