using System.Reflection;
using CreditGate.Actors.Ledger;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Retention;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Tests.Ledger;
using Xunit;

namespace CreditGate.Silo.Tests.Retention;

/// <summary>Stands for the grains of persons: judges and enters an erasure as they do, each a step at which the process can die.</summary>
internal sealed class ErasableSubjects(ILedgerUnderTest ledger, Stops stops, TimeProvider clock)
{
    private readonly Catalogue _catalogue = CatalogueLoader.Load();

    public IGrainFactory Grains()
    {
        var factory = DispatchProxy.Create<IGrainFactory, CallProxy>();
        ((CallProxy)(object)factory).Call = (_, arguments) => Of((string)arguments![0]!);
        return factory;
    }

    private ISubjectGrain Of(string key)
    {
        var grain = DispatchProxy.Create<ISubjectGrain, CallProxy>();
        ((CallProxy)(object)grain).Call = (method, arguments) => method.Name switch
        {
            nameof(ISubjectGrain.Erase) => new ValueTask<EraseReply>(Erase(key, (EraseCommand)arguments![0]!)),
            nameof(ISubjectGrain.ForgetSnapshot) => new ValueTask(stops.Through("Forget", static () => Task.FromResult(true))),
            var other => throw new NotSupportedException(other),
        };
        return grain;
    }

    private Task<EraseReply> Erase(string key, EraseCommand command) => stops.Through(command.OnlyJudge ? "Judge" : "Erase", async () =>
    {
        Assert.True(SubjectKey.TryParse(key, out var subject));
        var now = clock.GetUtcNow();
        var standing = Standing.Fold(subject, (await ledger.Subjects.Read(subject, 0)).Select(static stored => stored.Event));
        if (Erasing.Refusal(standing, _catalogue.At(now), now) is var refusal && (refusal is not null || command.OnlyJudge))
        {
            return new EraseReply(refusal, standing.Version);
        }

        var erased = new SubjectErased { At = now, Actor = command.Actor, Erasure = command.Erasure, Registration = Erasing.Left(standing, _catalogue.At(now), now) };
        Assert.True((await ledger.Subjects.Append(new SubjectAppend(subject, standing.Version, [erased], standing.Apply(erased).Records, []))).Committed);
        return new EraseReply(null, standing.Version + 1);
    });
}
