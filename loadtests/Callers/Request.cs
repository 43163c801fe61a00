using System.Text;

namespace CreditGate.LoadTests.Callers;

/// <summary>Requests as bytes.</summary>
internal static class Request
{
    /// <param name="key">Null for a request without one.</param>
    public static byte[] Post(Uri address, string path, string? key, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\n{(key is null ? "" : $"X-Api-Key: {key}\r\n")}Content-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. bytes];
    }

    public static byte[] Check(Uri address, string? key, string code, string matter) =>
        Post(address, "/v1/checks", key, $$"""{"subject":{"uscc":"{{code}}"},"matter":"{{matter}}"}""");
}
