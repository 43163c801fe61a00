using BenchmarkDotNet.Attributes;
using CreditGate.Domain.Identity;

namespace CreditGate.Benchmarks;

/// <summary>Who a subject is: check characters, and the keyed tags of a person.</summary>
public class IdentityBenchmarks
{
    private readonly string _code = FictionalCodes.Entity(1).Value;
    private readonly string _number = FictionalCodes.Person(1).Value;
    private readonly PersonTags _tags = new([new byte[32]]);
    private readonly CitizenId _id = FictionalCodes.Person(1);
    private readonly PersonName _name = PersonName.Parse("示例甲").Value!;

    [Benchmark]
    public object? EntityCode() => Uscc.Parse(_code).Value;

    [Benchmark]
    public object? IdNumber() => CitizenId.Parse(_number).Value;

    [Benchmark]
    public byte[] PersonTag() => _tags.TagOf(_id);

    [Benchmark]
    public byte[] PersonNameTag() => _tags.NameTagOf(_id, _name);
}
