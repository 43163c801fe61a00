namespace CreditGate.Verify;

internal static class ExitCode
{
    public const int Sound = 0;
    public const int Tampered = 1;
    public const int Usage = 2;
}
