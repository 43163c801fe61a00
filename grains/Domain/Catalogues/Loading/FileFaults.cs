namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>What is wrong with the form of one file.</summary>
internal sealed class FileFaults(string file, List<CatalogueFault> faults)
{
    /// <summary>Whether parts are missing or malformed, so that the content means nothing to the checks between files.</summary>
    public bool Unusable { get; private set; }

    public void Malformed(string entry, LocalText problem, LocalText fix)
    {
        Unusable = true;
        faults.Add(new CatalogueFault(file, entry, problem, fix));
    }

    public void Blank(string entry, string member) =>
        faults.Add(new CatalogueFault(
            file,
            entry,
            new($"成员 {member} 为空白。", $"Member {member} is blank."),
            new("请写明文字；名称和说明须有中文（zh）和英文（en）。", "Write the text; names and explanations in Chinese (zh) and in English (en).")));
}
