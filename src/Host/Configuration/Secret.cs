namespace Atelier.Host.Configuration;

/// <summary>A text that must not be shown: whoever prints or serialises it gets nothing.</summary>
internal sealed class Secret(string value)
{
    /// <summary>The text itself.</summary>
    public string Reveal() => value;

    public override string ToString() => "(secret)";
}
