using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Peers.Stores;

namespace CreditGate.Peers.Checks;

/// <summary>Status lookup, rule, durable receipt, answer.</summary>
internal sealed class PeerChecks(RuleTable rules, IStore store, TimeProvider clock)
{
    private const int PublicityDays = 365;
    private static readonly string[] Outcomes = ["prefer", "proceed", "review", "restrict", "refuse"];
    private static readonly ReminderLine Listed = new("noFacilitation", "该主体列入严重失信主体名单，按普通程序办理，不适用绿色通道、容缺受理等便利措施。");
    private static readonly ReminderLine Penalised = new("penaltyInPublicity", "该主体有处于公示期内的行政处罚。");

    /// <returns>Null when the body names no subject or no matter.</returns>
    public async Task<PeerAnswer?> Run(CheckBody body)
    {
        if (body.Subject?.Uscc is not { Length: 18 } code || rules.Find(body.Matter) is not { } matter)
        {
            return null;
        }

        var status = await store.Find(code);
        var answer = Decide(code, status, matter, clock.GetUtcNow());
        var receipt = new PeerReceipt(answer.Receipt, answer.DecidedAt, "operator", code, matter.Code, body.BusinessNumber, answer.Outcome, answer);
        await store.Keep(receipt, JsonSerializer.SerializeToUtf8Bytes(receipt, PeerJson.Readable.PeerReceipt));
        return answer;
    }

    private PeerAnswer Decide(string code, Status status, Matter matter, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var serious = status.Lists.Where(list => !RuleTable.IsRed(list)).ToArray();
        var verdicts = serious.Select(list => rules.For(list, matter.Code)).ToArray();
        var isPenalised = status.PenalisedOn is { } day && day.AddDays(PublicityDays) > today;
        var incentives = serious.Length > 0 || isPenalised ? [] : Incentives(status, matter, today);
        var rank = verdicts.Select(static verdict => verdict.Rank).DefaultIfEmpty(RuleTable.Verdict.Proceed).Max();
        return new PeerAnswer
        {
            Receipt = Guid.CreateVersion7(now),
            Outcome = incentives.Length > 0 ? Outcomes[0] : Outcomes[rank],
            DecidedAt = now,
            ValidUntil = now.AddDays(1),
            Subject = new NamedSubject(code, status.Name),
            Token = "v1",
            Matter = new NamedCode(matter.Code, matter.Name.In(Language.Zh)),
            Statuses = [new StatusLine(serious.Length > 0 ? "seriousListed" : isPenalised ? "penalised" : "clean", status.Lists)],
            Measures = [.. verdicts.SelectMany(static verdict => verdict.Measures)],
            Incentives = incentives,
            Reminders = serious.Length > 0 ? [Listed] : isPenalised ? [Penalised] : [],
            Advice = [.. verdicts.SelectMany(static verdict => verdict.Advice)],
            Edition = rules.EditionId,
            ConfirmedAt = now,
        };
    }

    private IncentiveLine[] Incentives(Status status, Matter matter, DateOnly today) =>
        status.Lists.Any(RuleTable.IsRed) ? rules.Incentives(StatusColumn.RedList, matter.Code)
        : status.PenalisedOn is null && status.EstablishedOn?.AddYears(3) <= today ? rules.Incentives(StatusColumn.Clean3Y, matter.Code)
        : [];
}
