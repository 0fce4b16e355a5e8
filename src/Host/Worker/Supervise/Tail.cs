using System.Text;

namespace Atelier.Host.Worker.Supervise;

/// <summary>The last of many lines.</summary>
internal sealed class Tail
{
    private const int Longest = 4000;

    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();

    public void Add(string line)
    {
        lock (_lock)
        {
            _text.AppendLine(line.Length <= Longest ? line : line[..Longest]);
            if (_text.Length > 2 * Longest)
            {
                _text.Remove(0, _text.Length - Longest);
            }
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _text.ToString();
        }
    }
}
