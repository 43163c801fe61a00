using CreditGate.Domain.Identity;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>Names of columns in one form: half-width, upper-case, without space.</summary>
internal static class HeaderText
{
    public static string Normal(string name) => string.Create(
        name.Count(static c => !IsDropped(c)), name, static (into, from) =>
        {
            var at = 0;
            foreach (var character in from.Where(static c => !IsDropped(c)))
            {
                into[at++] = char.ToUpperInvariant(CodeText.HalfWidth(character));
            }
        });

    // A byte order mark in the middle comes from files that were put together.
    private static bool IsDropped(char character) => char.IsWhiteSpace(character) || character is '\uFEFF';
}
