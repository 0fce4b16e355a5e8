namespace Atelier.DiscordBot.Making.Follow;

/// <summary>What went wrong, in a line for the log.</summary>
internal static class Faults
{
    public static string Of(Exception exception) => $"{exception.GetType().Name}: {exception.Message}".ReplaceLineEndings(" ");
}
