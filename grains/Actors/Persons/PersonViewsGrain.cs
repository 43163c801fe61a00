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
    private bool _isOpen;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _days.UnionWith(state.State.Views.Select(OfItsDay));
        return base.OnActivateAsync(cancellationToken);
    }

    public async ValueTask Note(PersonView view)
    {
        await Open();
        state.State.Views.Add(view);
        await Keep(state.WriteStateAsync);
        _days.Add(OfItsDay(view));
    }

    public ValueTask<bool> Has(PersonView view) => new(_days.Contains(OfItsDay(view)));

    public ValueTask<PersonView[]> List() => new(state.State.Views.ToArray());

    public async ValueTask<RemovedViews> RemoveBefore(DateTimeOffset before)
    {
        var (all, left) = (state.State.Views, state.State.Views.FindAll(view => view.At >= before));
        if (left.Count < all.Count)
        {
            state.State.Views = left;
            await Keep(left is [] ? state.ClearStateAsync : state.WriteStateAsync);
            _days.Clear();
            _days.UnionWith(left.Select(OfItsDay));
        }

        _isOpen = false;        // a month without views is struck off
        return new RemovedViews(all.Count - left.Count, left.Count);
    }

    /// <summary>Before the first view that this activation notes: a month that is not on the person's list would never be found again.</summary>
    private async ValueTask Open()
    {
        if (!_isOpen)
        {
            var (person, month) = PersonView.OfKey(this.GetPrimaryKeyString());
            await GrainFactory.GetGrain<IViewedMonthsGrain>(person).Open(month);
            _isOpen = true;
        }
    }

    private async ValueTask Keep(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch
        {
            DeactivateOnIdle();      // memory must not know what storage may not have
            throw;
        }
    }

    private static PersonView OfItsDay(PersonView view) => view with { At = LegalTime.StartOf(LegalTime.DateOf(view.At)) };
}
