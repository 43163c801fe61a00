namespace CreditGate.LoadTests.Planning;

/// <summary>What the command line says of a scenario. It goes before the file, and is held to the same limits.</summary>
/// <param name="Seconds">Of all stages together.</param>
/// <param name="Rate">Of every stage.</param>
internal sealed record Overrides(
    int? Subjects = null, int? First = null, double? Persons = null, int? Connections = null, double? WarmUp = null, double? Seconds = null, double? Rate = null)
{
    public const string Names = "--subjects --first --persons --connections --warm-up --seconds --rate";

    public static Overrides Of(Arguments arguments) => new(
        arguments.Count("--subjects"), arguments.Count("--first"), arguments.Number("--persons"), arguments.Count("--connections"),
        arguments.Number("--warm-up"), arguments.Number("--seconds"), arguments.Number("--rate"));

    public ScenarioText Over(ScenarioText text)
    {
        var (subjects, load) = (text.Subjects ?? new SubjectsText(), text.Load ?? new LoadText());
        return text with
        {
            Subjects = subjects with { Count = Subjects ?? subjects.Count, First = First ?? subjects.First, Persons = Persons ?? subjects.Persons },
            Load = Paced(load) with { Connections = Connections ?? load.Connections, WarmUpSeconds = WarmUp ?? load.WarmUpSeconds },
        };
    }

    private LoadText Paced(LoadText load) => load.Stages is { Length: > 0 } stages
        ? load with { Stages = [.. stages.Select(stage => new StageText(Seconds / stages.Length ?? stage.Seconds, Rate ?? stage.Rate))] }
        : load with { Seconds = Seconds ?? load.Seconds, Rate = Rate ?? load.Rate };
}
