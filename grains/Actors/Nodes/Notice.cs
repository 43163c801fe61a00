namespace CreditGate.Actors.Nodes;

/// <summary>What a node tells the others of, so that they look at once instead of at their next round.</summary>
[Flags]
public enum Notice
{
    None = 0,

    /// <summary>Events or feed entries were appended.</summary>
    Ledger = 1,

    /// <summary>A push job was entered, cancelled, ended or let go: there may be something to run.</summary>
    Jobs = 2,

    /// <summary>A source has spoken.</summary>
    Sources = 4,

    /// <summary>A credential was handed out or taken back.</summary>
    Credentials = 8,

    /// <summary>A push job has moved on: there is something to tell to those who watch it.</summary>
    Moves = 16,
}

/// <summary>Carries notices between the nodes. What is lost on the way is lost: whoever is told looks by himself now and then.</summary>
public interface INoticeChannel
{
    Task Send(string notice, CancellationToken cancellation);

    /// <summary>Listens until cancelled, or until the way to the others breaks.</summary>
    /// <param name="listening">Called when everything sent from then on is heard.</param>
    Task Listen(Action<string> heard, Action listening, CancellationToken cancellation);
}
