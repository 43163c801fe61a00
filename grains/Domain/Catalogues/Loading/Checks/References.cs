namespace CreditGate.Domain.Catalogues.Loading.Checks;

/// <summary>Codes that one file uses and another defines.</summary>
internal static class References
{
    /// <param name="kind">What the code names, to start the message with.</param>
    /// <param name="known">Codes that <paramref name="definedIn"/> defines.</param>
    public static IEnumerable<CatalogueFault> Unknown<TUsing>(
        DataFile<TUsing> file, string entry, LocalText kind, IEnumerable<string> used, string definedIn, IEnumerable<string> known) =>
        used.Except(known).Select(code => file.Fault(
            entry,
            new($"{definedIn} 中没有{kind.Zh} {code}。", $"{kind.En} {code} is not in {definedIn}."),
            new($"请写 {definedIn} 中的一个，或在那里补上。", $"Name one of {definedIn}, or add it there.")));
}
