using CreditGate.Contracts.Subjects;
using CreditGate.Domain.Identity;

namespace CreditGate.Actors.Subjects;

/// <summary>The way to a subject's grain.</summary>
public static class SubjectGrains
{
    private static volatile Names? _names;

    /// <remarks>Orleans looks the attributes of an interface up for each reference that it makes by type. They are the same for all subjects, so it is asked so once.</remarks>
    public static ISubjectGrain Subject(this IGrainFactory grains, string key)
    {
        var names = _names ??= Names.Of((GrainReference)grains.GetGrain<ISubjectGrain>(key));
        return (ISubjectGrain)grains.GetGrain(GrainId.Create(names.Grain, key), names.Interface);
    }

    /// <inheritdoc cref="Subject(IGrainFactory, string)"/>
    public static ISubjectGrain Subject(this IGrainFactory grains, SubjectKey key) => grains.Subject(key.Value);

    private sealed record Names(GrainType Grain, GrainInterfaceType Interface)
    {
        public static Names Of(GrainReference any) => new(any.GrainId.Type, any.InterfaceType);
    }
}
