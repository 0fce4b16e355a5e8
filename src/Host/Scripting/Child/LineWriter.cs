using System.Text;

namespace Atelier.Host.Scripting.Child;

/// <summary>A console that says whole lines.</summary>
/// <param name="say">Takes each.</param>
internal sealed class LineWriter(Action<string> say) : TextWriter
{
    private const int Longest = 8000;

    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            SayLine();
        }
        else
        {
            _line.Append(value);
            if (_line.Length >= Longest)
            {
                SayLine();
            }
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        foreach (var letter in buffer)
        {
            Write(letter);
        }
    }

    /// <summary>Says what has no end yet.</summary>
    public void Finish()
    {
        if (_line.Length > 0)
        {
            SayLine();
        }
    }

    private void SayLine()
    {
        if (_line is [.., '\r'])
        {
            _line.Length--;
        }

        say(_line.ToString());
        _line.Clear();
    }
}
