using CreditGate.Domain.Catalogues;

namespace CreditGate.Domain.Decisions;

/// <summary>How much of a scene's benefit a person gets: cells of the catalogue give red-listed and exemplary persons the whole of it, others the usual part (own).</summary>
public enum SceneTier
{
    Full,
    Standard,
}

/// <summary>信易+: all that a merchant is told. Whoever gets nothing looks like anybody else who gets nothing.</summary>
/// <param name="Tier">Null when not eligible.</param>
public sealed record SceneOffer(bool Eligible, SceneTier? Tier)
{
    public static readonly SceneOffer None = new(false, null);

    public static SceneOffer Of(Ruling ruling, Edition edition)
    {
        SceneTier[] tiers = [.. from line in ruling.Incentives where edition.Incentives[line.Code].IsScene select TierOf(line.Because)];
        return tiers is [] ? None : new SceneOffer(true, tiers.Min());
    }

    /// <summary>Whether a matter is a scene that a merchant can serve: of services, for persons, with a scene's benefit.</summary>
    public static bool IsIn(Matter matter, Edition edition) =>
        matter.Category == MatterCategory.Service && matter.SubjectKinds.HasFlag(SubjectKinds.Person) && SceneVeil.Scenes(matter, edition).Any();

    private static SceneTier TierOf(StatusColumn because) => because is StatusColumn.RedList or StatusColumn.Exemplar ? SceneTier.Full : SceneTier.Standard;
}
