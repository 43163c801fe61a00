namespace CreditGate.Domain.Intake;

/// <summary>Places in a body: from the JSON reader's path to the path of a fault.</summary>
public static class JsonPath
{
    /// <summary><c>$.linked[0].role</c> becomes <c>linked[0].role</c>; the body as a whole is the empty string.</summary>
    public static string Field(string path) => path.TrimStart('$').TrimStart('.');
}
