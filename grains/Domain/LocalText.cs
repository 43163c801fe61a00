namespace CreditGate.Domain;

/// <summary>One text in the two languages of the product. Chinese is the one with legal weight.</summary>
public sealed record LocalText(string Zh, string En)
{
    public string In(Language language) => language == Language.En ? En : Zh;
}

public enum Language
{
    Zh,
    En,
}
