using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Persons;

public sealed class SecretRotationTests
{
    [Fact]
    public async Task Rotation_KeepsThePersonAndRemovesTheOldTag()
    {
        using var directory = new OwnDirectory();
        var person = Invented.Person();
        var (key, oldTag) = await In(directory, async gate =>
        {
            await (await gate.As("D34")).Push(Rows.JudgmentDefaulter(person));
            return (await KeyOf(gate, person), TagOf(gate, person));
        });
        Assert.NotEmpty(directory.FilesWith(oldTag));

        var newTag = await In(directory, async gate =>
        {
            Assert.Equal(key, await KeyOf(gate, person));
            return TagOf(gate, person);
        }, "--rotate-person-secret");
        var last = await In(directory, async gate =>
        {
            Assert.Equal(key, await KeyOf(gate, person));
            Assert.Equal("refuse", (await gate.Operator.Check(Calls.CheckOf(person))).Text("outcome"));
            return TagOf(gate, person);
        });

        Assert.NotEqual(oldTag, newTag);
        Assert.Equal(newTag, last);
        Assert.NotEmpty(directory.FilesWith(newTag));
        Assert.Empty(directory.FilesWith(oldTag));
    }

    private static async Task<T> In<T>(OwnDirectory directory, Func<RunningGate, Task<T>> work, params string[] args)
    {
        var gate = await RunningGate.Start(directory: directory.Path, args: args);
        try
        {
            return await work(gate);
        }
        finally
        {
            await gate.Stop();
        }
    }

    private static async Task<string?> KeyOf(RunningGate gate, Person person) =>
        (await gate.Operator.Post("/v1/subjects/lookup", Calls.Lookup(person))).Text("key");

    private static byte[] TagOf(RunningGate gate, Person person) =>
        gate.Services.GetRequiredService<PersonTags>().TagOf(CitizenId.Parse(person.IdNumber).Value!);
}
