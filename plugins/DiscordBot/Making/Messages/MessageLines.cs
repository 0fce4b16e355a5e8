namespace Atelier.DiscordBot.Making.Messages;

/// <summary>What all messages of making have in common: a lead, what was asked for, and what there is to say of it.</summary>
internal static class MessageLines
{
    private const int LongestPrompt = 900;
    private const int LongestTitle = 100;

    /// <param name="lead">A line above; empty without one.</param>
    /// <param name="state">Lines below, in markdown.</param>
    public static string Of(string lead, string title, string prompt, string state)
    {
        var named = $"**{MessageText.Escape(title.Length == 0 ? "imagine" : title, LongestTitle)}**";
        var asked = MessageText.Escape(prompt, LongestPrompt);
        return string.Join('\n', new[] { lead, asked.Length == 0 ? named : $"{named} · {asked}", state }.Where(line => line.Length > 0));
    }
}
