namespace Atelier.Host.Scripting;

/// <summary>How much a run may say. What comes after is left out, and that is said once.</summary>
/// <param name="say">Takes level and text.</param>
internal sealed class OutputBudget(Action<string, string> say)
{
    public const int MostLines = 20_000;
    public const int MostCharacters = 4_000_000;
    private const string Over = "more is left out: a run may say 20000 lines and 4 million characters";

    private readonly Lock _gate = new();
    private int _lines;
    private long _characters;

    public void Say(string level, string text)
    {
        lock (_gate)
        {
            var wasOver = IsOver;
            _lines++;
            _characters += text.Length;
            if (!IsOver)
            {
                say(level, text);
            }
            else if (!wasOver)
            {
                say("warning", Over);
            }
        }
    }

    private bool IsOver => _lines > MostLines || _characters > MostCharacters;
}
