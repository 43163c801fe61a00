namespace CreditGate.Api.Cases;

internal static class CaseServices
{
    public static IServiceCollection AddCases(this IServiceCollection services) => services.AddSingleton<CaseText>().AddSingleton<CaseService>();
}
