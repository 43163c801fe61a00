using System.Text;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using Xunit;

namespace CreditGate.Domain.Tests.Decisions;

public sealed class RulingFormsTests
{
    private static readonly Edition Latest = CatalogueLoader.Load().Editions[^1];
    private int _made;

    [Fact]
    public void Of_KeepsAForm_FromTheSecondTimeOn()
    {
        var ruling = Ruling();
        Assert.Equal(["1", "2", "2", "2"], Enumerable.Range(0, 4).Select(_ => Written(ruling, RulingForm.Evidence)));
        Assert.Equal(["3", "4", "4"], Enumerable.Range(0, 3).Select(_ => Written(ruling, RulingForm.Zh)));
        Assert.Equal("2", Written(ruling, RulingForm.Evidence));
    }

    [Fact]
    public void Of_CountsEachFormByItself()
    {
        var ruling = Ruling();
        Assert.Equal(["1", "2", "3"], Enum.GetValues<RulingForm>().Select(form => Written(ruling, form)));
        Assert.Equal(["4", "5", "6"], Enum.GetValues<RulingForm>().Select(form => Written(ruling, form)));
        Assert.Equal(["4", "5", "6"], Enum.GetValues<RulingForm>().Select(form => Written(ruling, form)));
    }

    [Fact]
    public void Of_GivesACopyNothingOfTheRulingItWasMadeFrom()
    {
        var ruling = Ruling();
        Assert.Equal(["1", "2", "2"], Enumerable.Range(0, 3).Select(_ => Written(ruling, RulingForm.En)));
        var copy = ruling with { Outcome = Outcome.Refuse };
        Assert.Equal(["3", "4", "4"], Enumerable.Range(0, 3).Select(_ => Written(copy, RulingForm.En)));
        Assert.Equal("2", Written(ruling, RulingForm.En));
    }

    [Fact]
    public void Of_GivesTheRightForm_WhenManyAskAtOnce() =>
        Parallel.For(0, 2_000, _ =>
        {
            var ruling = Ruling();
            Parallel.For(0, 12, ask =>
            {
                var form = (RulingForm)(ask % 3);
                Assert.Equal($"{form}", Encoding.UTF8.GetString(Of(ruling, form, () => $"{form}")));
            });
        });

    [Fact]
    public void Equals_DoesNotLookAtForms()
    {
        var ruling = Ruling();
        var copy = ruling with { };
        _ = Written(ruling, RulingForm.Zh);
        _ = Written(ruling, RulingForm.Zh);
        Assert.Equal(copy, ruling);
    }

    private static Ruling Ruling() => Decider.RuleAmbiguous(Latest);

    /// <summary>What is written counts how often anything was.</summary>
    private string Written(Ruling ruling, RulingForm form) => Encoding.UTF8.GetString(Of(ruling, form, () => $"{++_made}"));

    /// <summary>As those who write do it.</summary>
    private static byte[] Of(Ruling ruling, RulingForm form, Func<string> make)
    {
        var forms = ruling.Forms();
        if (forms.Find(form) is { IsEmpty: false } kept)
        {
            return kept.ToArray();
        }

        var made = Encoding.UTF8.GetBytes(make());
        if (forms.IsAskedAgain(form))
        {
            forms.Keep(form, made);
        }

        return made;
    }
}
