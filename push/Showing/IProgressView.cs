using CreditGate.Push.Jobs;

namespace CreditGate.Push.Showing;

/// <summary>Shows how far a run is. Called from any thread.</summary>
internal interface IProgressView
{
    /// <param name="sent">Bytes handed to the connection; less than before when an attempt resumed.</param>
    void Uploading(long sent, long total);

    void Working(PushJobView job);

    /// <summary>A line that stays.</summary>
    void Say(string line);
}
