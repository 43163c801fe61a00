namespace CreditGate.Silo.Tests.Postgres;

/// <summary>PostgreSQL refuses to run as root: as root, its programs run as the account that came with it.</summary>
internal static class Account
{
    public const string Unprivileged = "postgres";

    public static bool IsRoot => Environment.UserName == "root";

    public static string[] Command(params string[] command) =>
        IsRoot ? ["setpriv", $"--reuid={Unprivileged}", $"--regid={Unprivileged}", "--clear-groups", "--", .. command] : command;
}
