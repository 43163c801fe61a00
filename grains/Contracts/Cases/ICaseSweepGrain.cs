namespace CreditGate.Contracts.Cases;

/// <summary>The one sweep of the whole cluster over what is due in cases, with the key <see cref="Key"/>.</summary>
[GrainInterfaceType("creditgate.case-sweep")]
[Alias("creditgate.case-sweep")]
public interface ICaseSweepGrain : IGrainWithStringKey
{
    const string Key = "case-sweep";

    /// <summary>Enters what became due, each thing once, for a bounded number of cases.</summary>
    /// <returns>True when more may be due: call again.</returns>
    [Alias("Sweep")]
    ValueTask<bool> Sweep();
}
