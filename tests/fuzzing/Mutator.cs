using System.Text;

namespace CreditGate.Fuzzing;

/// <summary>Changes good inputs into bad ones, and makes up others. The same seed gives the same inputs.</summary>
internal sealed class Mutator(int seed)
{
    private const int MostRandom = 400;

    private readonly Random _random = new(seed);

    public int Next(int most) => _random.Next(most);

    public bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    public T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    public byte[] Random(int most = MostRandom)
    {
        var bytes = new byte[_random.Next(most)];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A text of some oddity: of characters at random, half of a pair, marks that turn the writing, numbers beyond every type.</summary>
    public string Text() => _random.Next(4) switch
    {
        0 => One(Odd.Texts),
        1 => new string([.. Enumerable.Range(0, _random.Next(40)).Select(_ => (char)_random.Next(char.MaxValue + 1))]),
        2 => string.Concat(Enumerable.Repeat(One(Odd.Texts), _random.Next(60))),
        _ => Encoding.Latin1.GetString(Random(60)),
    };

    /// <summary>The text with one to four characters changed.</summary>
    public string Of(string sample)
    {
        var text = new StringBuilder(sample);
        for (var times = _random.Next(1, 5); times > 0; times--)
        {
            var at = _random.Next(text.Length + 1);
            switch (_random.Next(4))
            {
                case 0:
                    text.Insert(at, One(Odd.Texts));
                    break;
                case 1 when at < text.Length:
                    text.Remove(at, _random.Next(1, text.Length - at + 1));
                    break;
                case 2 when at < text.Length:
                    text[at] = (char)_random.Next(char.MaxValue + 1);
                    break;
                default:
                    text.Insert(at, (char)_random.Next(' ', '\u007f'));
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>The bytes with one to four places flipped, cut out, doubled, or filled with something odd; some are made of two samples.</summary>
    public byte[] Of(byte[] sample, byte[]? other = null)
    {
        List<byte> bytes = [.. sample];
        for (var times = _random.Next(1, 5); times > 0; times--)
        {
            Change(bytes);
        }

        return other is null || !Chance(6) ? [.. bytes] : [.. bytes[.._random.Next(bytes.Count + 1)], .. other[_random.Next(other.Length + 1)..]];
    }

    private void Change(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var count = _random.Next(Math.Min(bytes.Count - at, 64) + 1);
        switch (_random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, count);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, count));
                break;
            case 3:
                bytes.InsertRange(at, One(Odd.Bytes));
                break;
            case 4 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            default:
                bytes.InsertRange(at, Random(16));
                break;
        }
    }
}
