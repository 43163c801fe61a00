using CreditGate.Actors.Ledger;
using CreditGate.Api.Hosting;
using CreditGate.FaultyNode;
using CreditGate.Silo.Evidence;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A node with one of its protections taken out, for tests that must notice, for what a protection costs, and for what time brings: FAULT ARGUMENTS-OF-THE-SERVICE.
return await CreditGateApp.Run(args[1..], services =>
{
    if (args[0] == "no-keys")
    {
        services.AddSingleton<IStartupFilter, ChecksWithoutKeys>();
        return;
    }

    if (args[0] == "no-seal")
    {
        services.Remove(services.Single(static service => service.ImplementationFactory?.GetType().GenericTypeArguments[1] == typeof(EvidenceService) && service.ServiceType == typeof(IHostedService)));
        return;
    }

    if (ClockAhead.Of(args[0]) is { } ahead)
    {
        // A cluster believes a node that joined days ago and is still joining to be lost.
        services.AddKeyedSingleton(TimeProviderNames.Membership, TimeProvider.System);
        services.AddSingleton<TimeProvider>(ahead);
        return;
    }

    var whole = services.Last(static service => service.ServiceType == typeof(ISubjectLedger));
    services.AddSingleton<ISubjectLedger>(provider => args[0] switch
    {
        "no-tail" => new LedgerWithoutTail(Resolve(provider, whole)),
        "lag" => new LaggingLedger(Resolve(provider, whole), TimeProvider.System),
        _ => throw new ArgumentException($"No fault is called '{args[0]}'."),
    });
});

static ISubjectLedger Resolve(IServiceProvider provider, ServiceDescriptor whole) =>
    (ISubjectLedger)(whole.ImplementationInstance ?? whole.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, whole.ImplementationType!));
