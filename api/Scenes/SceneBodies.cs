using CreditGate.Api.Checks;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Scenes;

/// <summary>A person at a merchant's counter.</summary>
internal sealed record SceneRow
{
    /// <summary>By name and number together.</summary>
    public PersonRow? Person { get; init; }

    /// <summary>The scene's matter, such as MT-J02; one that the key is for.</summary>
    public string? Matter { get; init; }

    /// <summary>The merchant's own number of the order or ticket.</summary>
    public string? BusinessNumber { get; init; }
}

/// <summary>All that a merchant is told. Not eligible, not opted in, not known, another name and too young are one and the same.</summary>
/// <param name="Receipt">Id of the receipt; read again at /v1/scenes/checks/{id}.</param>
/// <param name="Tier">full or standard; absent when not eligible.</param>
internal sealed record SceneResponse(Guid Receipt, DateTimeOffset DecidedAt, NamedCode Matter, bool Eligible, SceneTier? Tier)
{
    public static SceneResponse Of(Receipt receipt, Edition edition, Language language)
    {
        var offer = SceneOffer.Of(receipt.Ruling, edition);
        return new(
            receipt.Id, receipt.DecidedAt.ToOffset(LegalTime.ChinaStandardTime), new NamedCode(receipt.Matter, edition.Matters[receipt.Matter].Name.In(language)), offer.Eligible, offer.Tier);
    }
}
