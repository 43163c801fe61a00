using System.Collections.Immutable;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Auth;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;

namespace CreditGate.Api.Explanations;

/// <summary>
/// Explains an answer that was given, just now or years ago: the decider decides again what the receipt binds, and notes its steps.
/// What comes out otherwise than the receipt says is no explanation of it, and is not given as one.
/// </summary>
internal sealed class Explainer(Replayer replayer, Catalogue catalogue)
{
    private static readonly Fault NotNow = new("explanation-not-now", new(
        "答复有效，但账本暂不可读，无法给出理由；请稍后重算该回执（replay?explain=true）。",
        "The answer stands, but the ledger cannot be read now to explain it: replay the receipt later with explain=true."));

    private static readonly Fault Differs = new("explanation-differs", new(
        "按现有目录与规则重算与回执不符，不给出理由；请由平台核查。",
        "Decided again, the answer comes out otherwise than the receipt says, so no explanation is given: the platform must look."));

    public async Task<ExplanationBody> Of(Receipt receipt, Caller caller, Language language, CancellationToken cancellation) =>
        (await Of([receipt], caller, language, cancellation))[0];

    /// <summary>One for each receipt, in order.</summary>
    public async Task<IReadOnlyList<ExplanationBody>> Of(IReadOnlyList<Receipt> receipts, Caller caller, Language language, CancellationToken cancellation)
    {
        try
        {
            return [.. (await replayer.Explain(receipts, cancellation)).Zip(receipts, (explained, receipt) => Body(explained, receipt, caller, language))];
        }
        catch (Exception failure) when (failure is LedgerUnavailableException or TimeoutException)
        {
            return [.. receipts.Select(_ => Without(NotNow, language))];
        }
    }

    private ExplanationBody Body((Replayed Replayed, Trace Trace)? explained, Receipt receipt, Caller caller, Language language) =>
        explained is var (replayed, trace) && replayed.IsSame
            ? ExplanationText.Of(StepsFor(trace, receipt, catalogue.Find(receipt.Edition)!, caller), catalogue.Find(receipt.Edition)!, caller, language)
            : Without(Differs, language);

    /// <summary>The steps as a caller may read them.</summary>
    public static ImmutableArray<Step> StepsFor(Trace trace, Receipt receipt, Edition edition, Caller caller) =>
        SceneVeil.Covers(caller.Organisation, SubjectKey.TryParse(receipt.Subject, out var key) ? key.Kind : SubjectKinds.Person, edition.Matters[receipt.Matter])
            ? SceneVeil.Over(trace.Steps)
            : trace.Steps;

    private static ExplanationBody Without(Fault why, Language language) => new([], why.Code, why.Text.In(language));
}
