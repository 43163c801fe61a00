namespace CreditGate.Silo.Tests.Retention;

/// <summary>Counts the steps of a work, and lets the process die at one of them.</summary>
internal sealed class Stops
{
    private int _left = int.MaxValue;
    private bool _isDone;

    /// <summary>What was stepped through, the last one included.</summary>
    public List<string> Steps { get; } = [];

    /// <param name="step">From 1.</param>
    /// <param name="done">It dies when the step is done, and nobody lives to know.</param>
    public void At(int step, bool done) => (_left, _isDone) = (step, done);

    public async Task<T> Through<T>(string name, Func<Task<T>> real)
    {
        Steps.Add(name);
        var dies = --_left == 0;
        if (dies && !_isDone)
        {
            throw new DiedException(name);
        }

        var result = await real();
        return dies ? throw new DiedException(name) : result;
    }
}

internal sealed class DiedException(string step) : Exception($"Died at {step}.");
