namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>
/// What buttons and the windows that they open can do. The words are in messages that are years old: none may change its meaning.
/// </summary>
internal static class ButtonActions
{
    /// <summary>Of a job: ends it.</summary>
    public const string Cancel = "cancel";

    /// <summary>Of a picture: makes it larger.</summary>
    public const string Upscale = "upscale";

    /// <summary>Of a picture: makes some a little different.</summary>
    public const string Subtle = "subtle";

    /// <summary>Of a picture: makes some that are rather different.</summary>
    public const string Strong = "strong";

    /// <summary>Of a job: makes it with another seed.</summary>
    public const string Reroll = "reroll";

    /// <summary>Of a job: opens a window with its prompt; of that window, makes what it says.</summary>
    public const string Edit = "edit";

    /// <summary>Of a job or a picture: says how it was made.</summary>
    public const string Recipe = "recipe";

    /// <summary>Of a job or a picture: removes the message.</summary>
    public const string Delete = "delete";

    /// <summary>Of a job: removes its pictures from the server.</summary>
    public const string Purge = "purge";
}
