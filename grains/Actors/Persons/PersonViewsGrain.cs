using CreditGate.Contracts.Subjects;

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
    }

    public ValueTask<PersonView[]> List() => new(state.State.Views.ToArray());
}
