using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Calendars;

namespace CreditGate.Actors.Persons;

[GenerateSerializer, Alias("creditgate.PersonViews")]
internal sealed class PersonViewsState
{
    [Id(0)]
    public List<PersonView> Views { get; set; } = [];
}

[GrainType("person-views")]
internal sealed class PersonViewsGrain([PersistentState("person-views", StorageProviders.Ordinary)] IPersistentState<PersonViewsState> state) : Grain, IPersonViewsGrain
{
    private readonly HashSet<PersonView> _days = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _days.UnionWith(state.State.Views.Select(OfItsDay));
        return base.OnActivateAsync(cancellationToken);
    }

    public async ValueTask Note(PersonView view)
    {
        state.State.Views.Add(view);
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();      // memory must not know a view that storage may not have
            throw;
        }

        _days.Add(OfItsDay(view));
    }

    public ValueTask<bool> Has(PersonView view) => new(_days.Contains(OfItsDay(view)));

    public ValueTask<PersonView[]> List() => new(state.State.Views.ToArray());

    private static PersonView OfItsDay(PersonView view) => view with { At = LegalTime.StartOf(LegalTime.DateOf(view.At)) };
}
