using CreditGate.Domain.Access;

namespace CreditGate.Actors.Credentials;

/// <summary>Acts about access, as the evidence log has them.</summary>
public interface IAccessLedger
{
    /// <summary>Declares acts, in their order. Durable when it returns.</summary>
    Task Declare(IReadOnlyList<AccessAct> acts);

    /// <summary>The change of a credential that was declared last; null before the first.</summary>
    ValueTask<AccessAct?> LastChange(CancellationToken cancellation = default);
}
