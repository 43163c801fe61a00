namespace CreditGate.Actors.Pushes;

/// <summary>Runs open push jobs, oldest first, as one of the nodes that may.</summary>
public interface IPushRunner
{
    /// <summary>A job was entered or cancelled: look now instead of at the next round. Never blocks.</summary>
    void Wake();
}
