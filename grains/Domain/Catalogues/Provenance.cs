namespace CreditGate.Domain.Catalogues;

/// <summary>How well a catalogue fact is founded.</summary>
public enum Confidence
{
    /// <summary>Stated in the plan itself.</summary>
    Doc,

    /// <summary>Seen in a public page or repository.</summary>
    Found,

    /// <summary>Own knowledge: to be confirmed against the official text before it has legal effect.</summary>
    Own,
}

/// <summary>The weakest mark that a fact carries, and the note behind it.</summary>
public sealed record Provenance(Confidence Mark, string Note);
