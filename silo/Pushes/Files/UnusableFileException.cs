using CreditGate.Domain;
using CreditGate.Domain.Intake;

namespace CreditGate.Silo.Pushes.Files;

/// <summary>A file turned out not to be usable while it was being read: streams and decoders can say so in no other way.</summary>
internal sealed class UnusableFileException(FieldFault fault) : Exception(fault.Fault.Code)
{
    public UnusableFileException(Fault fault)
        : this(new FieldFault("file", fault))
    {
    }

    public FieldFault Fault { get; } = fault;
}
