namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>What is wrong with the form of one file.</summary>
internal sealed class FileFaults(string file, List<CatalogueFault> faults)
{
    /// <summary>Whether parts are missing or malformed, so that the content means nothing to the checks between files.</summary>
    public bool Unusable { get; private set; }

    public void Malformed(string entry, string problem, string fix)
    {
        Unusable = true;
        faults.Add(new CatalogueFault(file, entry, problem, fix));
    }

    public void Blank(string entry, string member) =>
        faults.Add(new CatalogueFault(file, entry, $"{member} is blank.", "Write the text; names and explanations in Chinese (zh) and in English (en)."));
}
