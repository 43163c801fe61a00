using System.Text.Json;
using CreditGate.Actors.Cases;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Cases;

namespace CreditGate.Actors.Subjects;

internal sealed partial class SubjectGrain
{
    public async ValueTask<CaseReply> Act(CaseCommand command)
    {
        await Reloaded();
        var heard = Standing;
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var at = tools.Clock.GetUtcNow();
            var outcome = CaseDesk.Judge(Standing, command.Request, new CaseContext(tools.Catalogue.At(at), at, command.Actor));
            if (outcome.Events.IsEmpty)
            {
                return new CaseReply(outcome.Case, outcome.Refusal, Standing.Version);
            }

            var append = CaseAppend.Of(heard, Standing, outcome, tools.Catalogue, at);
            if (await TryCommit(append, outcome.After) || Holds(outcome.Case!))
            {
                await Deliver(append.Mirrors, command.Actor);
                return new CaseReply(outcome.Case, null, outcome.After.Version);
            }
        }

        throw new TimeoutException($"The subject was changed elsewhere {MostAttempts} times in a row; try again.");
    }

    /// <summary>Whether a step whose commit came to an unknown end is there after all: the same request again would be refused.</summary>
    private bool Holds(Case taken) => Standing.Cases.TryGetValue(taken.Id, out var known)
        && JsonSerializer.SerializeToUtf8Bytes(known, LedgerJson.Context.Case).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(taken, LedgerJson.Context.Case));
}
