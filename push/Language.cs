namespace CreditGate.Push;

internal enum Language
{
    Zh,
    En,
}
