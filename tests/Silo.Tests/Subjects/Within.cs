namespace CreditGate.Silo.Tests.Subjects;

/// <summary>Waits for something that must come, and names it when it does not.</summary>
internal static class Within
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task<T> Comes<T>(string what, Task<T> awaited)
    {
        await Comes(what, (Task)awaited);
        return await awaited;
    }

    public static async Task Comes(string what, Task awaited)
    {
        try
        {
            await awaited.WaitAsync(Limit);
        }
        catch (TimeoutException late) when (!awaited.IsCompleted)
        {
            throw new TimeoutException($"Not within {Limit.TotalSeconds} s: {what}", late);
        }
    }
}
