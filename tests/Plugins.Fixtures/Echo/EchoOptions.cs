using System.ComponentModel;

namespace Atelier.Echo;

/// <summary>What it is to do.</summary>
internal sealed class EchoOptions
{
    [Description("What it says of itself.")]
    public string Greeting { get; set; } = "listening";

    [Description("What nobody is to see.")]
    [PasswordPropertyText(true)]
    public string Secret { get; set; } = "";

    [Description("work, refuse (only people can mend it), break (at once) or hang (when it is told to stop)")]
    public string Mood { get; set; } = "work";
}
