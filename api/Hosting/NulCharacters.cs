using CreditGate.Api.Problems;

namespace CreditGate.Api.Hosting;

/// <summary>No name, code or number holds a NUL, and PostgreSQL takes no text with one: in a URL it is refused before anybody asks the database.</summary>
internal static class NulCharacters
{
    public static void RefuseNulInUrls(this WebApplication app) => app.Use(static next => context =>
        context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) is true || context.Request.Path.Value?.Contains('\0', StringComparison.Ordinal) is true
            ? Problem.Write(context, StatusCodes.Status400BadRequest, ProblemTexts.BadParameter)
            : next(context));
}
