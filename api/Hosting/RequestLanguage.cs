using CreditGate.Domain;

namespace CreditGate.Api.Hosting;

/// <summary>Chinese unless the caller prefers English (Accept-Language).</summary>
internal static class RequestLanguage
{
    public static Language Of(HttpContext context)
    {
        var accepted = context.Request.Headers.AcceptLanguage;
        return accepted.Count == 0 ? Language.Zh : FirstOf(accepted.ToString());
    }

    private static Language FirstOf(string accepted)
    {
        var english = accepted.IndexOf("en", StringComparison.OrdinalIgnoreCase);
        var chinese = accepted.IndexOf("zh", StringComparison.OrdinalIgnoreCase);
        return english >= 0 && (chinese < 0 || english < chinese) ? Language.En : Language.Zh;
    }
}
