using CreditGate.Actors.Retention;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Calendars;

namespace CreditGate.Actors.Persons;

[GenerateSerializer, Alias("creditgate.ViewedMonths")]
internal sealed class ViewedMonthsState
{
    /// <summary>Their first days. A month is there before its first view is noted, and until its last one is gone.</summary>
    [Id(0)]
    public SortedSet<DateOnly> Months { get; set; } = [];

    [Id(1)]
    public DateTimeOffset? RemovedBefore { get; set; }
}

[GrainType("viewed-months")]
internal sealed class ViewedMonthsGrain([PersistentState("viewed-months", StorageProviders.Ordinary)] IPersistentState<ViewedMonthsState> state, IRetentionLedger ledger) : Grain, IViewedMonthsGrain
{
    public async ValueTask Open(DateOnly day)
    {
        if (state.State.Months.Add(FirstOf(day)))
        {
            await Write();
        }
    }

    public async ValueTask<int> RemoveBefore(DateTimeOffset before)
    {
        var last = FirstOf(LegalTime.DateOf(before));
        var over = new List<DateOnly>();
        foreach (var month in state.State.Months.Where(month => month <= last).ToArray())
        {
            if (month < last || (await Book(month).List()).Any(view => view.At < before))
            {
                over.Add(month);
            }
        }

        return over is [] || await IsHeld() ? 0 : await Remove(over, before);
    }

    public ValueTask<DateTimeOffset?> RemovedBefore() => new(state.State.RemovedBefore);

    public ValueTask Settle() => default;

    private async Task<int> Remove(List<DateOnly> months, DateTimeOffset before)
    {
        if (!(state.State.RemovedBefore >= before))
        {
            state.State.RemovedBefore = before;
            await Write();      // first: a list with a gap must not call itself complete
        }

        var removed = 0;
        var emptied = new List<DateOnly>();
        foreach (var month in months)
        {
            var gone = await Book(month).RemoveBefore(before);
            removed += gone.Removed;
            if (gone.Left == 0)
            {
                emptied.Add(month);
            }
        }

        if (emptied is not [])
        {
            state.State.Months.ExceptWith(emptied);
            await Write();
        }

        return removed;
    }

    private async Task<bool> IsHeld()
    {
        var person = this.GetPrimaryKeyString();
        return (await ledger.Holds()).Any(hold => hold.Stands && hold.Scope.CoversHistoryOf(person));
    }

    private async Task Write()
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();      // memory must not know what storage may not have
            throw;
        }
    }

    private IPersonViewsGrain Book(DateOnly month) => GrainFactory.GetGrain<IPersonViewsGrain>(PersonView.KeyOf(this.GetPrimaryKeyString(), month));

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
