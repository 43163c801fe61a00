using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Retention;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

internal sealed partial class SubjectGrain
{
    public async ValueTask<EraseReply> Erase(EraseCommand command)
    {
        await Reloaded();
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var at = tools.Clock.GetUtcNow();
            var edition = tools.Catalogue.At(at);
            if (Erasing.Refusal(Standing, edition, at) is var refusal && (refusal is not null || command.OnlyJudge))
            {
                return new EraseReply(refusal, Standing.Version);
            }

            var erased = new SubjectErased { At = at, Actor = command.Actor, Erasure = command.Erasure, Registration = Erasing.Left(Standing, edition, at) };
            var after = Standing.Apply(erased);
            var told = new ToldStanding(Standing, tools.Catalogue);
            var change = told.Tell(after, erased);
            if (await TryCommit(new SubjectAppend(Standing.Key, Standing.Version, [erased], after.Records, []) { Changes = change is null ? [] : [change], DueAt = told.DueAt }, after))
            {
                await tools.Store.Forget(after, this.GetGrainId());
                return new EraseReply(null, after.Version);
            }
        }

        throw new TimeoutException($"The subject was changed elsewhere {MostAttempts} times in a row; try again.");
    }

    public async ValueTask ForgetSnapshot()
    {
        await Reloaded();
        await CatchUp();        // another activation may have entered the erasure
        await tools.Store.Forget(Standing, this.GetGrainId());
    }
}
