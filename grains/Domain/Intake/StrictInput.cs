using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CreditGate.Domain.Intake;

/// <summary>Refuses, at the member that holds it, what JSON allows and no field means: NUL characters in texts, null among the items of a list, texts that are no Unicode in JSON that is kept whole.</summary>
public static class StrictInput
{
    public static void Modify(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.Set is { } set && RefusedIn(property.PropertyType) is { } isRefused)
            {
                property.Set = (target, value) =>
                {
                    if (isRefused(value))
                    {
                        throw new JsonException();      // the reader adds the path; its message goes nowhere
                    }

                    set(target, value);
                };
            }
        }
    }

    private static Func<object?, bool>? RefusedIn(Type type) =>
        type == typeof(string) ? HoldsNul
        : type == typeof(Dictionary<string, JsonElement>) ? static files => ((Dictionary<string, JsonElement>)files!).Values.Any(static file => !WholeJson.Is(file))
        : IsListOfObjects(type) ? static list => ((IEnumerable)list!).Cast<object?>().Any(static item => item is null || HoldsNul(item))
        : null;

    private static bool HoldsNul(object? value) => value is string text && text.Contains('\0', StringComparison.Ordinal);

    private static bool IsListOfObjects(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && !type.GenericTypeArguments[0].IsValueType;
}
